/**
 * The component files of the HubSpot project, as data. Shapes as HubSpot's parser takes them
 * (@hubspot/project-parsing-lib 0.23.0).
 */
import { OAUTH_SCOPE, SCOPES } from './scopes.js';

/** One constant until `hs` knows 2026.09. */
export const PLATFORM_VERSION = '2026.03';

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
  readonly type: 'app' | 'card' | 'app-function';
  readonly config: Readonly<Record<string, unknown>>;
}

export interface CardSource {
  readonly uid: string;
  readonly name: string;
  readonly description: string;
  /** Source file in `extensions/`. */
  readonly file: string;
  readonly previewImage: string;
  readonly previewText: string;
  readonly location: 'crm.record.tab' | 'crm.record.sidebar' | 'crm.preview' | 'helpdesk.sidebar';
  readonly objectTypes: readonly string[];
}

/** Every card of the app. A new card is one entry here and one `.tsx` beside the others. */
export const CARDS: readonly CardSource[] = [
  {
    uid: 'deal-card-tab',
    name: 'Partnership',
    description: 'Which partners sourced or influenced this deal, what credit each of them has, and why.',
    file: 'DealCard.tsx',
    previewImage: 'preview/deal-card.png',
    previewText: 'The partners of a deal with tier, role and last touch, and the credit of each.',
    location: 'crm.record.tab',
    objectTypes: ['deals'],
  },
];

const auth = (profile: Profile) => {
  const names = SCOPES.map((scope) => scope.name);
  return profile.kind === 'private'
    ? { type: 'static', requiredScopes: names, optionalScopes: [] }
    : {
        type: 'oauth',
        requiredScopes: [OAUTH_SCOPE.name, ...names],
        optionalScopes: [],
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

export const cardComponent = (card: CardSource): Component => ({
  uid: card.uid,
  type: 'card',
  config: {
    name: card.name,
    description: card.description,
    previewImage: { file: `./${card.previewImage}`, altText: card.previewText },
    entrypoint: `/app/cards/${card.file}`,
    location: card.location,
    objectTypes: card.objectTypes,
  },
});

/** @param name of the function, which is its uid and its file's name too. */
export const functionComponent = (name: string): Component => ({
  uid: name,
  type: 'app-function',
  config: { entrypoint: `/app/functions/${name}.js`, secretKeys: [] },
});
