// The worker as an entry of the package, for who bundles it. On a server, where it may be imported by the way, it does
// nothing.
import { serve } from './serve.js'

if (typeof self !== 'undefined') serve()
