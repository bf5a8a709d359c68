import path from 'node:path';
import { mkdirSync } from 'node:fs';
import type { Command } from 'commander';
import type { Policy } from '../domain/policy.js';
import { AppError } from '../errors.js';
import type { Store } from '../operations/ports.js';
import type { Sandbox } from '../sandbox/index.js';
import { setUpPortal } from '../operations/set-up-portal.js';
import { BackgroundWork } from './background-work.js';
import type { CommandContext } from './command-context.js';
import { loadPolicyText } from './load-policy.js';
import { filedMappingText, mappingWords } from './mapping-in-force.js';
import { filedPolicy, policyInForce, policyWords } from './policy-in-force.js';
import { portalWork } from './portal-work.js';
import type { PortalConnection } from './portal-connection.js';
import { removePortalFile, writePortalFile } from './portal-file.js';
import { readPort, SANDBOX_PORT, stopped } from './sandbox.js';
import { setupLine } from './setup.js';
import { runSync, summaryText } from './sync.js';
import { withPortal } from './with-portal.js';

interface StartOptions {
  readonly once?: true;
  readonly reset?: true;
  readonly port?: number;
}

/** Adds `partnership start`, which is what `npm start` runs: the whole product on an emulated portal. */
export function addStart(program: Command, context: () => CommandContext): void {
  program
    .command('start')
    .description('Try everything on an emulated portal of your own (this is what npm start runs)')
    .option('--once', 'set up and sync, then end')
    .option('--reset', 'start over: forget what was done in the portal')
    .option(
      '--port <port>',
      `port to listen on; 0: any free one (default: PORT, else ${SANDBOX_PORT})`,
      readPort,
    )
    .addHelpText('after', '\nExample:\n  npm start -- --once')
    .action((options: StartOptions) => start(options, context()));
}

async function start(options: StartOptions, context: CommandContext): Promise<void> {
  const { config, stop } = context;
  makeHome(config.home);
  const [{ startSandbox }, { mountRecordPages }] = await Promise.all([
    import('../sandbox/index.js'),
    import('../sandbox/pages/mount.js'),
  ]);
  const policyText = loadPolicyText(config.policyFile);
  const mappingText = filedMappingText(config);
  const pages: { background: BackgroundWork | null } = { background: null };
  const sandbox = await startSandbox({
    port: options.port ?? config.port ?? SANDBOX_PORT,
    stateFile: path.join(config.home, 'portal', 'state.ndjson'),
    reset: options.reset === true,
    mountPages: (app, { accessToken, portalId }) =>
      mountRecordPages(app, {
        accessToken,
        portalId,
        policyText,
        mappingText,
        onAction: (action) => pages.background?.after(action),
      }),
  });
  try {
    const { url, accessToken } = sandbox;
    const onSandbox = { ...context, config: { ...config, apiUrl: url, accessToken } };
    const filed = filedPolicy(config);
    await withPortal(onSandbox, async (portal, store) => {
      await setUpAndSync(onSandbox, sandbox, filed, portal, store);
      if (options.once === true) return;
      const background = new BackgroundWork({
        work: portalWork(onSandbox, store, filed),
        tell: (text) => context.say(`  ${text}\n`),
        later: (ms, run) => void setTimeout(run, ms).unref(),
      });
      pages.background = background;
      await writePortalFile(config.home, url, accessToken);
      context.out(linksText(sandbox));
      await stopped(stop);
      await background.close();
    });
  } finally {
    removePortalFile(config.home);
    await sandbox.close();
  }
}

function makeHome(home: string): void {
  try {
    mkdirSync(home, { recursive: true });
  } catch (error) {
    throw new AppError(
      'config_invalid',
      `The home ${home} cannot be made: ${(error as NodeJS.ErrnoException).code ?? String(error)}.`,
      'Set PARTNERSHIP_HOME to a folder that you may write to.',
      { cause: error },
    );
  }
}

async function setUpAndSync(
  context: CommandContext,
  {
    portal: {
      seeded: { seed },
    },
  }: Sandbox,
  filed: Policy | null,
  portal: PortalConnection,
  store: Store,
): Promise<void> {
  const { say, out } = context;
  // What was saved on the settings page holds in a portal that is kept from one start to the next.
  const inForce = await policyInForce(portal, filed);
  const words = [mappingWords(portal.mapping), policyWords(inForce)].filter((word) => word !== '');
  say(`Partnership Manager   sandbox portal, seed ${seed}   ${words.join('   ')}\n`);
  say(`  ${setupLine(await setUpPortal(portal.crm, { dryRun: false }))}\n`);
  out(summaryText(await runSync(context, portal, store, { policy: inForce.policy, dryRun: false })));
}

const linksText = ({ url, recordUrls }: Sandbox): string =>
  `  What to try first          ${url}/record\n` +
  `  For a sales rep            ${recordUrls.deal}\n` +
  `  For a partnership manager  ${recordUrls.home}\n` +
  `  For ops                    ${recordUrls.settings} and npx partnership sync --dry-run\n` +
  '  Ctrl-C ends it; what you did in the portal is kept.\n';
