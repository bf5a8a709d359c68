import path from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { CommandContext } from './command-context.js';
import { loadPolicyText } from './load-policy.js';
import { filedMappingText } from './mapping-in-force.js';
import type { PortalName } from '../sandbox/index.js';
import { readTextFile } from './read-text-file.js';

interface SandboxOptions {
  readonly port?: number;
  readonly seed: number;
  readonly deals: number;
  readonly empty?: true;
  readonly portal: PortalName;
  readonly faults?: string;
  readonly json?: true;
}

/** The port of the sandbox where none is named. */
export const SANDBOX_PORT = 4400;

/** Named here too, so that asking for help loads no sandbox. */
const PORTALS: readonly PortalName[] = ['demo', 'dropdown', 'object', 'contacts', 'pipelines'];

/** Adds `partnership sandbox`: an emulated portal until it is stopped. */
export function addSandbox(program: Command, context: () => CommandContext): void {
  program
    .command('sandbox')
    .description('Run an emulated HubSpot portal, in memory, until Ctrl-C')
    .option(
      '--port <port>',
      `port to listen on; 0: any free one (default: PORT, else ${SANDBOX_PORT})`,
      readPort,
    )
    .option('--seed <number>', 'one seed gives one portal', readCount, 7)
    .option('--deals <number>', 'how many deals the story of the demo portal has', readCount, 400)
    .addOption(
      new Option('--portal <name>', 'whose portal: the demo’s, or one that others have lived in')
        .choices(PORTALS)
        .default('demo'),
    )
    .option('--empty', 'no records, only HubSpot’s own properties, pipelines and owners')
    .option('--faults <file>', 'rate limits and faults from the start: JSON, as docs/sandbox.md has it')
    .option('--json', 'print one line of JSON once it is ready')
    .addHelpText('after', '\nExample:\n  partnership sandbox --port 0 --json')
    .action((options: SandboxOptions) => sandbox(options, context()));
}

async function sandbox(options: SandboxOptions, { config, out, stop }: CommandContext): Promise<void> {
  const [{ parseFaults, startSandbox }, { mountRecordPages }] = await Promise.all([
    import('../sandbox/index.js'),
    import('../sandbox/pages/mount.js'),
  ]);
  const policyText = loadPolicyText(config.policyFile);
  const mappingText = filedMappingText(config);
  const { faults } = options;
  const portal = await startSandbox({
    port: options.port ?? config.port ?? SANDBOX_PORT,
    seed: options.seed,
    deals: options.deals,
    empty: options.empty === true,
    portal: options.portal,
    ...(faults !== undefined && { faults: parseFaults(readTextFile(faults), path.basename(faults)) }),
    mountPages: (app, { accessToken, portalId }) =>
      mountRecordPages(app, { accessToken, portalId, policyText, mappingText }),
  });
  const { url, accessToken, portalId, recordUrls } = portal;
  if (options.json === true) out(`${JSON.stringify({ url, accessToken, portalId, recordUrls })}\n`);
  else {
    out(`Emulated portal ${portalId}, ${options.portal}, seed ${options.seed}\n`);
    out(`  API        ${url}\n  token      ${accessToken}\n`);
    for (const [name, address] of Object.entries(recordUrls))
      out(`  ${name.padEnd(10)} ${String(address)}\n`);
    out('Point a command at it:\n');
    out(`  HUBSPOT_API_URL=${url} HUBSPOT_ACCESS_TOKEN=${accessToken} npx partnership setup\n`);
    out('Ctrl-C ends it; nothing is kept.\n');
  }
  await stopped(stop);
  await portal.close();
}

/** Resolves when the command is asked to end. */
export function stopped(stop: AbortSignal): Promise<void> {
  if (stop.aborted) return Promise.resolve();
  return new Promise((resolve) => stop.addEventListener('abort', () => resolve(), { once: true }));
}

/** Reads a port number. */
export function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535)
    throw new InvalidArgumentError('Give a port number from 0 to 65535.');
  return port;
}

function readCount(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(count))
    throw new InvalidArgumentError('Give a whole number.');
  return count;
}
