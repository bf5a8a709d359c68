/**
 * The component files of the HubSpot project, as data. Shapes as HubSpot's parser takes them
 * (@hubspot/project-parsing-lib 0.23.0).
 */
import { EXTENSION_FOLDERS, type ExtensionSource } from './extensions.js';
import { OAUTH_SCOPE, OPTIONAL_SCOPES, SCOPES } from './scopes.js';

/** The platform of the staged projects, where `hsproject.json` names no other. */
export const PLATFORM_VERSION = '2026.09';

/** The first platform that has bulk actions; on an older one the project is staged without. */
export const BULK_ACTIONS_SINCE = '2026.09';

/**
 * `private`: a static token and app functions, for one's own account. `hosted`: OAuth and marketplace distribution,
 * where functions are not allowed, so that the cards call our server.
 */
export type Profile =
  | { readonly kind: 'private' }
  | { readonly kind: 'hosted'; /** Origin, no slash at the end. */ readonly serverUrl: string };

/** One `*-hsmeta.json` file. */
export interface Component {
  readonly uid: string;
  readonly type: 'app' | 'card' | 'page' | 'settings' | 'crm-bulk-action' | 'app-function';
  readonly config: Readonly<Record<string, unknown>>;
}

const auth = (profile: Profile) => {
  const names = SCOPES.map((scope) => scope.name);
  const optional = OPTIONAL_SCOPES.map((scope) => scope.name);
  return profile.kind === 'private'
    ? { type: 'static', requiredScopes: [...names, ...optional], optionalScopes: [] }
    : {
        type: 'oauth',
        requiredScopes: [OAUTH_SCOPE.name, ...names],
        optionalScopes: optional,
        redirectUrls: [`${profile.serverUrl}/oauth/callback`],
      };
};

export const appComponent = (profile: Profile): Component => ({
  uid: 'partnership-manager',
  type: 'app',
  config: {
    name: 'Partnership Manager',
    description: 'Know which revenue your partners sourced, and which they influenced.',
    distribution: profile.kind === 'private' ? 'private' : 'marketplace',
    auth: auth(profile),
    permittedUrls: { fetch: profile.kind === 'hosted' ? [profile.serverUrl] : [], iframe: [], img: [] },
  },
});

const TYPES = {
  card: 'card',
  page: 'page',
  settings: 'settings',
  'bulk-action': 'crm-bulk-action',
} as const satisfies Record<ExtensionSource['kind'], Component['type']>;

const extensionConfig = (extension: ExtensionSource): Component['config'] => {
  const entrypoint = `/app/${EXTENSION_FOLDERS[extension.kind]}/${extension.file}`;
  switch (extension.kind) {
    case 'card':
      return {
        name: extension.name,
        description: extension.description,
        previewImage: { file: `./${extension.previewImage}`, altText: extension.previewText },
        entrypoint,
        location: extension.location,
        objectTypes: extension.objectTypes,
      };
    case 'page':
      return { entrypoint, location: extension.location };
    case 'settings':
      return { entrypoint };
    case 'bulk-action':
      return { label: extension.name, entrypoint, objectTypes: extension.objectTypes };
  }
};

/** The component of a card, a page or an action. */
export const extensionComponent = (extension: ExtensionSource): Component => ({
  uid: extension.uid,
  type: TYPES[extension.kind],
  config: extensionConfig(extension),
});

/** @param name of the function, which is its uid and its file's name too. */
export const functionComponent = (name: string): Component => ({
  uid: name,
  type: 'app-function',
  config: { entrypoint: `/app/functions/${name}.js`, secretKeys: [] },
});
