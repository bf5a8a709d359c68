/** What every app function does: HubSpot's context in, its handler's answer out. */
import { framesOf } from '../../src/errors.js';
import { parsePolicy } from '../../src/files/policy-file.js';
import { parseKeptMapping } from '../../src/files/read-mapping.js';
import { answerMapped, LastMapping, type MappedDeps } from '../../src/handlers/answer-mapped.js';
import type { Handler } from '../../src/handlers/handler.js';
import { openFunctionCrm } from '../../src/hubspot/function-crm.js';
import type { Actor } from '../../src/operations/actor.js';
import { readHolding } from '../../src/operations/in-force.js';

/** Compiled in by the build: the policy file of PARTNERSHIP_POLICY; null where there is none. */
declare const __PARTNERSHIP_POLICY__: string | null;
/** The mapping file of PARTNERSHIP_MAPPING, likewise. */
declare const __PARTNERSHIP_MAPPING__: string | null;

/** HubSpot keeps a function's process for some time: what it has learnt of the portal is known to the next request. */
const last = new LastMapping();

/** What HubSpot hands to a function. */
export interface FunctionContext {
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly propertiesToSend?: { readonly hs_object_id?: unknown };
}

const LONGEST_NAME = 120;

/**
 * The function of a handler.
 * @param recordKey the input that is the record which the card stands on. HubSpot vouches for that one, so it goes before
 *   what the card says; absent for pages, which stand on none.
 * @returns a function that answers a view, or an error that a person can act on.
 */
export const functionOf =
  <Input, View>(handler: Handler<Input, View>, recordKey?: string) =>
  async ({ parameters = {}, propertiesToSend }: FunctionContext): Promise<unknown> => {
    const { actorName, ...input } = parameters;
    const vouched = recordKey === undefined ? undefined : propertiesToSend?.hs_object_id;
    const asked = vouched === undefined ? input : { ...input, [recordKey ?? '']: vouched };
    return answerMapped(handler, asked, depsOf(actorOf(actorName)), sayBug);
  };

function depsOf(actor: Actor): MappedDeps {
  const { PRIVATE_APP_ACCESS_TOKEN = '', HUBSPOT_API_URL } = process.env;
  const portal = openFunctionCrm(HUBSPOT_API_URL, PRIVATE_APP_ACCESS_TOKEN);
  const [policy, mapping] = [__PARTNERSHIP_POLICY__, __PARTNERSHIP_MAPPING__];
  const filed = {
    policy: policy === null ? null : parsePolicy(policy, 'policy'),
    mapping: mapping === null ? null : parseKeptMapping(mapping, 'mapping'),
  };
  if (filed.mapping !== null) last.mapping = filed.mapping;
  const { data, clock, programme } = portal;
  return {
    data,
    programme,
    clock,
    crmUnder: (mapped) => portal.mapped(mapped),
    last,
    ...readHolding(data, filed, {
      policy: (saved) => parsePolicy(saved, 'policy of the settings page'),
      mapping: (saved) => parseKeptMapping(saved, 'mapping saved in the portal'),
    }),
    summary: async () => (await data.read(['summary'])).summary,
    programmeSummary: async () => (await data.read(['programme'])).programme,
    programmeQueue: async () => (await data.read(['queue'])).queue,
    actor,
  };
}

// HubSpot keeps a function's log: where the defect is goes there, and no value of a record.
function sayBug(bug: unknown): void {
  const { name, frames } = framesOf(bug);
  process.emitWarning([name, ...frames].join('\n  '));
}

// A function is told no user: this is what the card says of whoever looks at it.
const actorOf = (name: unknown): Actor => ({
  name: typeof name === 'string' && name.trim() !== '' ? name.trim().slice(0, LONGEST_NAME) : null,
  identity: { kind: 'unknown' },
});
