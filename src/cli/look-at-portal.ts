import type { Mapping } from '../domain/mapping.js';
import type { PortalScan } from '../domain/portal-scan.js';
import { scanPortal } from '../operations/scan-portal.js';
import type { CommandContext } from './command-context.js';
import { many } from './many.js';
import type { OpenPortal } from './portal-connection.js';

/** Scans a portal, and says what is looked at and what it cost. */
export async function lookAtPortal(
  { say }: CommandContext,
  portal: OpenPortal,
  mapping: Mapping | null,
): Promise<PortalScan> {
  const startedAt = performance.now();
  const scan = await scanPortal(portal.scanner, mapping, (doing) => say(`  ${doing}\n`));
  const { requests, searches } = portal.scanner.tally();
  const seconds = Math.ceil((performance.now() - startedAt) / 1000);
  say(
    `  ${many(requests, 'request')}, ${searches} of them searches, ${many(seconds, 'second')}; nothing was written\n`,
  );
  return scan;
}
