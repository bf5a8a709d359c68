import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import type { Config } from '../config.js';
import type { PortalId } from '../domain/ids.js';
import { AppError } from '../errors.js';
import type { ServerDeps } from '../server/index.js';
import { LastMapping } from '../handlers.js';
import type { Holding } from '../operations/in-force.js';
import { programmeTeller } from '../operations/live-programme.js';
import { summaryTeller } from '../operations/live-summary.js';
import type { Store } from '../operations/ports.js';
import type { CommandContext } from './command-context.js';
import { filedPolicy, holdingIn } from './policy-in-force.js';
import { requireFittingMapping } from './require-fitting-mapping.js';
import { readPort, stopped } from './sandbox.js';
import { withPortal } from './with-portal.js';

interface ServeOptions {
  readonly port?: number;
  readonly host: string;
  readonly json?: true;
}

/** The port of the server where none is named; the emulated portal has another. */
const SERVER_PORT = 4500;
/** As long as an app function waits: HubSpot ends a card's request after 15 s, and asks once more before that. */
const DEADLINE_MS = 9_000;
/** Some 60 people who open a deal every twelve seconds; it costs five requests to HubSpot each time. */
const REQUESTS_PER_MINUTE = 300;

/** Adds `partnership serve`: the server of the hosted profile. */
export function addServe(program: Command, context: () => CommandContext): void {
  program
    .command('serve')
    .description('Answer the cards of the hosted profile, until it is stopped')
    .option(
      '--port <port>',
      `port to listen on; 0: any free one (default: PORT, else ${SERVER_PORT})`,
      readPort,
    )
    .option('--host <address>', 'address to listen on; 0.0.0.0 in a container', '127.0.0.1')
    .option('--json', 'print one line of JSON once it is ready')
    .addHelpText(
      'after',
      '\nExample:\n  PARTNERSHIP_SERVER_URL=https://partnership.example.com partnership serve --port 4500',
    )
    .action((options: ServeOptions) => serve(options, context()));
}

async function serve(options: ServeOptions, context: CommandContext): Promise<void> {
  const { config, stop } = context;
  const clientSecret = clientSecretOf(config);
  const filed = filedPolicy(config);
  const server = await import('../server/index.js');
  const metrics = server.createMetrics({ process: true });
  // Until it listens, Ctrl-C ends it at once; from then on cards that are under way are answered first.
  const starting = new AbortController();
  const endStart = (): void => starting.abort();
  stop.addEventListener('abort', endStart, { once: true });
  await withPortal(
    { ...context, stop: starting.signal },
    async (portal, store) => {
      await requireFittingMapping(portal);
      const account = await portal.crm.account();
      const { portalId } = account;
      const files = { policy: filed, mapping: portal.filedMapping?.mapping ?? null };
      // Anew for each request: somebody may have saved another policy or mapping.
      const holding = (): Holding => holdingIn(portal.data, files);
      const last = new LastMapping(portal.mapping.mapping);
      const people = {
        store,
        crm: portal.peopleCrm,
        data: portal.data,
        inForce: () => holding().inForce(),
      };
      const summary = summaryTeller(people, account);
      const programme = programmeTeller(people, account);
      const handlerDeps: ServerDeps['handlerDeps'] = (actor) => ({
        crmUnder: (mapping) => portal.mapped(mapping).peopleCrm,
        last,
        clock: portal.clock,
        data: portal.data,
        programme: portal.peopleProgramme,
        ...holding(),
        summary,
        programmeSummary: async () => (await programme())?.summary ?? null,
        programmeQueue: async () => (await programme())?.queue ?? null,
        actor,
      });
      const roles = { managers: new Set(config.managers), ops: new Set(config.ops) };
      const wired = { ...wiringOf(context, store, portalId), clientSecret, handlerDeps, metrics, roles };
      const listening = await server.listen({
        host: options.host,
        port: options.port ?? config.port ?? SERVER_PORT,
        app: (url) => server.createServer({ ...wired, serverUrl: config.serverUrl ?? url }),
      });
      stop.removeEventListener('abort', endStart);
      sayReady(options, context, { url: listening.url, portalId, name: portal.name });
      await stopped(stop);
      await listening.close();
    },
    metrics.askedCrm,
  );
}

/** What the server takes from the world around it. */
const wiringOf = (
  { log, stop }: CommandContext,
  store: Store,
  portalId: PortalId,
): Omit<ServerDeps, 'clientSecret' | 'handlerDeps' | 'metrics' | 'roles' | 'serverUrl'> => ({
  portalId,
  checkDatabase: () => store.listRuns(portalId, 1),
  isStopping: () => stop.aborted,
  log,
  newRequestId: randomUUID,
  elapsedMs: () => performance.now(),
  nowMs: Date.now,
  deadlineMs: DEADLINE_MS,
  requestsPerMinute: REQUESTS_PER_MINUTE,
});

interface Ready {
  readonly url: string;
  readonly portalId: PortalId;
  /** Of the portal, for the header. */
  readonly name: string;
}

function sayReady(
  { json }: ServeOptions,
  { config, out, say }: CommandContext,
  { url, portalId, name }: Ready,
): void {
  if (json === true) out(`${JSON.stringify({ url, portalId })}\n`);
  else {
    out(`Serving the cards of portal ${portalId}, ${name}\n`);
    out(`  cards    ${url}/api/…, signed by HubSpot for ${config.serverUrl ?? url}\n`);
    out(`  health   ${url}/healthz  ${url}/readyz  ${url}/metrics\nCtrl-C ends it.\n`);
  }
  if (config.managers.length === 0)
    say('PARTNERSHIP_MANAGERS is not set: nobody can confirm, decide or refuse tags here.\n');
  if (config.ops.length === 0) say('PARTNERSHIP_OPS is not set: nobody can change settings here.\n');
  if (config.serverUrl === null)
    say('PARTNERSHIP_SERVER_URL is not set: only requests signed for this very address are taken.\n');
}

function clientSecretOf({ clientSecret }: Config): string {
  if (clientSecret !== null) return clientSecret;
  throw new AppError(
    'config_invalid',
    'HUBSPOT_CLIENT_SECRET is not set: without it nobody can tell HubSpot’s requests from anybody else’s.',
    'Copy the client secret from the app’s Auth page in HubSpot into the environment or .env.',
  );
}
