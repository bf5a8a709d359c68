/**
 * Our own JSON schemas (draft 2020-12) of the component configurations that we use or will use, in the place of those
 * that HubSpot's validator would download for an account. Keyed as the validator looks them up.
 */

type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: 'string', minLength: 1 };
const texts: Schema = { type: 'array', items: text };
const urls: Schema = { type: 'array', items: { type: 'string', format: 'uri', pattern: '^https://' } };
const oneOf = (...values: readonly string[]): Schema => ({ enum: values });

const object = (properties: Readonly<Record<string, Schema>>, required: readonly string[]): Schema => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

const sourceIn = (folder: string): Schema => ({
  type: 'string',
  pattern: `^/app/${folder}/.+\\.(tsx|jsx|ts|js)$`,
});

const auth = object(
  {
    type: oneOf('static', 'oauth'),
    requiredScopes: { ...texts, minItems: 1, uniqueItems: true },
    optionalScopes: texts,
    conditionallyRequiredScopes: texts,
    redirectUrls: urls,
  },
  ['type', 'requiredScopes'],
);

const application = object(
  {
    name: text,
    description: text,
    logo: text,
    distribution: oneOf('private', 'marketplace'),
    auth,
    permittedUrls: object({ fetch: urls, iframe: urls, img: urls }, ['fetch']),
    support: object({ supportEmail: text, supportUrl: text, supportPhone: text, documentationUrl: text }, []),
  },
  ['name', 'description', 'distribution', 'auth', 'permittedUrls'],
);

const card = object(
  {
    name: text,
    description: text,
    previewImage: object({ file: text, altText: text }, ['file', 'altText']),
    entrypoint: sourceIn('cards'),
    location: oneOf('crm.record.tab', 'crm.record.sidebar', 'crm.preview', 'helpdesk.sidebar'),
    objectTypes: { ...texts, minItems: 1 },
  },
  ['name', 'entrypoint', 'location', 'objectTypes'],
);

const appFunction = object(
  {
    entrypoint: { type: 'string', pattern: '^/app/functions/.+\\.js$' },
    secretKeys: texts,
    endpoint: object({ path: text, methods: { ...texts, minItems: 1 } }, ['path', 'methods']),
  },
  ['entrypoint'],
);

const subscription = object(
  { subscriptionType: text, objectType: text, propertyName: text, active: { type: 'boolean' } },
  ['subscriptionType', 'objectType', 'active'],
);

const webhooks = object(
  {
    settings: object({ targetUrl: text, maxConcurrentRequests: { type: 'integer', minimum: 1 } }, [
      'targetUrl',
      'maxConcurrentRequests',
    ]),
    subscriptions: object(
      {
        crmObjects: { type: 'array', items: subscription },
        legacyCrmObjects: { type: 'array' },
        hubEvents: { type: 'array' },
      },
      [],
    ),
  },
  ['settings', 'subscriptions'],
);

const settings = object({ entrypoint: sourceIn('settings') }, ['entrypoint']);

const page = object({ entrypoint: sourceIn('pages'), location: oneOf('home') }, ['entrypoint']);

const bulkAction = object(
  { label: text, entrypoint: sourceIn('actions'), objectTypes: { ...texts, minItems: 1 } },
  ['label', 'entrypoint', 'objectTypes'],
);

const workflowAction = object(
  {
    actionUrl: text,
    isPublished: { type: 'boolean' },
    supportedClients: { type: 'array' },
    inputFields: { type: 'array' },
    labels: { type: 'object' },
    objectTypes: texts,
  },
  ['actionUrl', 'isPublished', 'supportedClients', 'inputFields', 'labels', 'objectTypes'],
);

export const COMPONENT_SCHEMAS: Readonly<Record<string, Schema>> = {
  APPLICATION: application,
  CARD: card,
  APP_FUNCTION: appFunction,
  WEBHOOKS: webhooks,
  SETTINGS: settings,
  PAGE: page,
  CRM_BULK_ACTION: bulkAction,
  WORKFLOW_ACTION: workflowAction,
};
