export { createServer, type ServerDeps } from './create-server.js';
export { listen, type Listening } from './listen.js';
export { createMetrics, type ServerMetrics } from './metrics.js';
