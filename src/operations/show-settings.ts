/** The settings page: what the portal has and lacks, the policy in force, how tags are saved. */
import { displayDay } from '../domain/calendar.js';
import type { PolicyReading } from '../domain/policy-reading.js';
import { isAppError } from '../errors.js';
import type { Actor } from './actor.js';
import type { Crm, SchemaReview } from './crm-port.js';
import type { InForce, MappingInForce } from './in-force.js';
import { mayChangeSettings } from './permissions.js';
import type { PortalData } from './portal-data-port.js';
import type { PortalSummary } from './portal-summary.js';
import { presentPolicy } from './present-policy.js';
import { presentSetUp } from './present-set-up.js';
import type { SettingsView, TaggingView } from './views/settings-view.js';

export interface SettingsDeps {
  readonly crm: Crm;
  readonly data: PortalData;
  readonly inForce: () => Promise<InForce>;
  readonly mapping: () => Promise<MappingInForce>;
  readonly summary: () => Promise<PortalSummary | null>;
  readonly actor: Actor;
  /** Reads a policy's JSON. */
  readonly readPolicy: (text: string) => PolicyReading;
}

/** Why whoever looks may not change anything here. */
const NOT_OPS = 'Only ops may change settings; ask them, or have your role changed.';

/** Shows the page. @throws what the CRM throws, but for a missing scope, which the page shows. */
export async function showSettings(deps: SettingsDeps): Promise<SettingsView> {
  const { crm, data, actor } = deps;
  const [account, { review, refused }, inForce, mapping, { policy: saved }, summary] = await Promise.all([
    crm.account(),
    reviewed(crm),
    deps.inForce(),
    deps.mapping(),
    data.read(['policy']),
    deps.summary(),
  ]);
  const { timeZone, homeCurrency } = account;
  const mayCreate = mayChangeSettings(actor);
  const syncedAt = summary?.asOf ?? null;
  const setUp = presentSetUp({ mapping, review, refused, syncedAt, timeZone, mayCreate });
  if (review?.present.length === 0) {
    return {
      kind: 'empty',
      headline: 'Partnership Manager is not set up in this portal yet',
      hint: 'It needs properties on deals and companies, labels between them, and a place of its own. Nothing that is there is changed.',
      setUp,
    };
  }
  return {
    kind: 'ready',
    setUp,
    policy: presentPolicy({
      inForce,
      saved,
      timeZone,
      readOnly: policyReadOnly(inForce, actor, review),
      versionOf: (text) => versionOf(deps.readPolicy, text),
    }),
    tagging: taggingOf(inForce, mayCreate),
    basis: `${homeCurrency}, ${timeZone}. ${syncedAt === null ? 'No sync has run yet.' : `Last sync ${displayDay(syncedAt, timeZone)}.`}`,
  };
}

interface Reviewed {
  readonly review: SchemaReview | null;
  readonly refused: { readonly message: string; readonly next: string } | null;
}

/** Without a scope the page still shows what it can: which scope is missing is what somebody came to see. */
async function reviewed(crm: Crm): Promise<Reviewed> {
  try {
    return { review: await crm.reviewSchema(), refused: null };
  } catch (error) {
    if (isAppError(error) && error.code === 'scope_missing') {
      return { review: null, refused: { message: error.message, next: error.next } };
    }
    throw error;
  }
}

function policyReadOnly(inForce: InForce, actor: Actor, review: SchemaReview | null): string | null {
  if (inForce.policyFrom === 'file') {
    return 'Ops keep the policy in a file (PARTNERSHIP_POLICY), which goes before this page: change it there.';
  }
  if (!mayChangeSettings(actor)) return NOT_OPS;
  const hasPlace = review?.present.some(({ kind }) => kind === 'object') ?? true;
  return hasPlace ? null : 'There is no place in this portal to save a policy yet: see the set-up above.';
}

const versionOf = (readPolicy: SettingsDeps['readPolicy'], text: string): string => {
  const reading = readPolicy(text);
  return reading.kind === 'sound' ? reading.policy.version : 'unreadable';
};

const TAGGING: TaggingView['options'] = [
  {
    value: 'propose',
    label: 'Propose first',
    hint: 'A tag that somebody sets on a deal counts once a partnership manager has confirmed it.',
  },
  {
    value: 'confirm',
    label: 'Count at once',
    hint: 'For small teams that trust each other: a tag counts as soon as it is set.',
  },
];

const taggingOf = ({ settings }: InForce, mayChange: boolean): TaggingView => ({
  value: settings.tagging,
  options: TAGGING,
  readOnly: mayChange ? null : NOT_OPS,
});
