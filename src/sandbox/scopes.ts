import { ApiError } from './api-error.js';
import { objectType, READ_ONLY_TYPES } from './object-types.js';
import type { PortalSettings } from './settings.js';

const readAndWrite = (area: string): readonly string[] => [`${area}.read`, `${area}.write`];

const CUSTOM = [...readAndWrite('crm.objects.custom'), ...readAndWrite('crm.schemas.custom')];

/** Every scope that something in this portal asks for, and a few that every private app has besides. */
export const ALL_SCOPES: readonly string[] = [
  ...['companies', 'contacts', 'deals'].flatMap((type) => [
    ...readAndWrite(`crm.objects.${type}`),
    ...readAndWrite(`crm.schemas.${type}`),
  ]),
  ...CUSTOM,
  'tickets',
  'crm.objects.feedback_submissions.read',
  ...readAndWrite('crm.objects.marketing_events'),
  'crm.objects.owners.read',
  'oauth',
  'sales-email-read',
  'settings.currencies.read',
];

/** The scopes of the app's token; those of custom objects cannot be granted without the subscription. */
export const tokenScopes = ({ scopes, customObjects }: PortalSettings): readonly string[] =>
  (scopes ?? ALL_SCOPES).filter((scope) => customObjects || !CUSTOM.includes(scope));

/** 403, as HubSpot answers what a token, or the subscription behind it, may not do. */
export const missingScopes = (required: readonly string[]): ApiError =>
  new ApiError(
    403,
    'MISSING_SCOPES',
    "This app hasn't been granted all required scopes to make this call. Read more about required scopes here: https://developers.hubspot.com/scopes.",
    [
      {
        message: 'One or more of the following scopes are required.',
        context: { requiredGranularScopes: required },
      },
    ],
  );

/** A request as far as its scopes go. */
interface Asked {
  readonly method: string;
  readonly template: string;
  readonly params: ReadonlyMap<string, string>;
}

/** POST also reads, by these; everything else that is no GET writes. */
const READS = /\/(search|batch\/read)$/;

/** Types with scopes of their own; activities, tasks and notes are of the contacts'. */
const OWN_SCOPES: ReadonlySet<string> = new Set([
  'companies',
  'deals',
  'tickets',
  'feedback_submissions',
  'marketing_events',
]);

function scopeOfType(text: string): string {
  const type = objectType(text);
  if (type.startsWith('2-')) return 'custom';
  return OWN_SCOPES.has(type) ? type : 'contacts';
}

/** One scope covers tickets and what is defined of them, beside the finer ones; events have none for definitions. */
function wider(scope: string): readonly string[] {
  if (scope.includes('.tickets.')) return [scope, 'tickets'];
  const own = /^crm\.schemas\.(feedback_submissions|marketing_events)\./.test(scope);
  return own ? [scope.replace('schemas', 'objects')] : [scope];
}

/** The scopes of which a request needs one; none where any token will do. */
function requiredScopes({ method, template, params }: Asked): readonly string[] {
  const access = method === 'GET' || READS.test(template) ? 'read' : 'write';
  if (template.includes('/owners')) return ['crm.objects.owners.read'];
  if (template.includes('schemas')) return [`crm.schemas.custom.${access}`];
  const first = params.get('type') ?? params.get('from');
  if (first === undefined) return [];
  const isSchema = /\/(properties|labels|pipelines|property-validations|configurations)\b/.test(template);
  const scope = `crm.${isSchema ? 'schemas' : 'objects'}.${scopeOfType(first)}.${access}`;
  // Whoever may read records may read what their properties are called.
  const all = isSchema && access === 'read' ? [scope, scope.replace('schemas', 'objects')] : [scope];
  return [...new Set(all.flatMap(wider))];
}

/** No scope writes what HubSpot alone writes; definitions and associations of it can be changed. */
function refuseReadOnly({ method, template, params }: Asked): void {
  const type = params.get('type');
  if (type === undefined || method === 'GET' || READS.test(template) || !template.includes('/objects'))
    return;
  if (!READ_ONLY_TYPES.includes(objectType(type))) return;
  throw missingScopes([`crm.objects.${objectType(type)}.write`]);
}

/** Refuses a request for which the token lacks the scope: 403. A token with all scopes is asked nothing. */
export function checkScopes(settings: PortalSettings, asked: Asked): void {
  refuseReadOnly(asked);
  if (settings.scopes === null) return;
  const required = requiredScopes(asked);
  const granted = tokenScopes(settings);
  if (required.length === 0 || required.some((scope) => granted.includes(scope))) return;
  throw missingScopes(required);
}
