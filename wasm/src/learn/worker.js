// The learner's worker as an entry of the package, for who bundles it. On a server, where it may be imported by the way, it
// does nothing.
import { serveWorker } from './serve.js'

serveWorker()
