/** The emulated portal's public face; the rest of `src/sandbox` is its own affair. */
export { parseFaults } from './faults/parse-faults.js';
export { deleteState } from './journal.js';
export { Portal, type SeedOptions } from './portal.js';
export { PORTAL_NAMES, type PortalName } from './portal-terms.js';
export { startSandbox, type RecordUrls, type Sandbox, type SandboxOptions } from './start.js';
