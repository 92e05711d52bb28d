// Starts a Bluesky server (PDS) for a test, on this machine only. Everything it
// needs stands in the environment; it tells on its output when it listens.
import net from 'node:net'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

// The package listens on every interface. A test's server must not.
const listen = net.Server.prototype.listen
net.Server.prototype.listen = function (port, ...rest) {
  if (typeof port === 'number') return listen.call(this, { port, host: '127.0.0.1' }, ...rest.filter((r) => typeof r === 'function'))
  if (port && typeof port === 'object' && port.port !== undefined) port = { ...port, host: '127.0.0.1' }
  return listen.call(this, port, ...rest)
}

const find = createRequire(process.env.LOTSE_PDS + '/package.json')
const { PDS, envToCfg, envToSecrets, readEnv } = await import(pathToFileURL(find.resolve('@atproto/pds')).href)
const env = readEnv()
const server = await PDS.create(envToCfg(env), envToSecrets(env))
await server.start()
process.stdout.write('listening\n')

// The test ends it by closing its input.
process.stdin.resume()
process.stdin.on('end', async () => {
  await server.destroy()
  process.exit(0)
})
