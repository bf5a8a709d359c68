/** What HubSpot's validator would let pass and HubSpot itself would not, or would only show a sales rep. */
import { OAUTH_SCOPE, OPTIONAL_SCOPES, SCOPES } from './scopes.js';
import type { StagedComponent, StagedProject } from './staged-project.js';

/** One rule: the project in, one message a problem out. */
export type ProjectCheck = (project: StagedProject) => readonly string[];

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

const ofType = (project: StagedProject, type: string): readonly StagedComponent[] =>
  project.components.filter((component) => component.type === type);

const entrypointsExist: ProjectCheck = (project) =>
  project.components.flatMap(({ file, config }) => {
    const entrypoint = config['entrypoint'];
    if (typeof entrypoint !== 'string' || project.files.has(entrypoint.replace(/^\//, ''))) return [];
    return [`${file}: its entrypoint ${entrypoint} does not exist.`];
  });

const PNG_SIGNATURE = '89504e470d0a1a0a';
/** Narrower or lower, and it shows nobody anything. */
const LEAST_PREVIEW_PIXELS = 200;

/** What is wrong with a preview image, or null. */
const previewProblem = (head: Uint8Array | undefined): string | null => {
  if (head === undefined) return 'does not exist';
  const bytes = Buffer.from(head);
  if (bytes.length < 24 || bytes.subarray(0, 8).toString('hex') !== PNG_SIGNATURE) return 'is no PNG image';
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  return Math.min(width, height) < LEAST_PREVIEW_PIXELS
    ? `is ${width} by ${height} pixels, too small to show the card`
    : null;
};

const previewsShowTheCard: ProjectCheck = (project) =>
  ofType(project, 'card').flatMap(({ file, config }) => {
    const image = record(config['previewImage'])['file'];
    if (typeof image !== 'string') return [`${file}: it has no preview image.`];
    const problem = previewProblem(project.images.get(`app/cards/${image.replace(/^\.\//, '')}`));
    return problem === null ? [] : [`${file}: its preview image ${image} ${problem}.`];
  });

const HOSTED_ONLY = ['webhooks', 'workflow-action'];

const profileAgrees: ProjectCheck = (project) =>
  ofType(project, 'app').flatMap(({ file, config }) => {
    const auth = record(config['auth'])['type'];
    const pair = `${String(auth)} auth with ${String(config['distribution'])} distribution`;
    const functions = ofType(project, 'app-function');
    return [
      ...(pair === 'static auth with private distribution' ||
      pair === 'oauth auth with marketplace distribution'
        ? []
        : [`${file}: ${pair} is neither of our profiles.`]),
      ...(auth === 'oauth' && functions.length > 0
        ? [
            `${file}: an app with oauth auth may not have app functions (${functions.map((f) => f.uid).join(', ')}).`,
          ]
        : []),
    ];
  });

const publicUrlsNeedServer: ProjectCheck = (project) =>
  project.components
    .filter(({ type }) => HOSTED_ONLY.includes(type))
    .filter(({ config }) => !JSON.stringify(config).includes('https://'))
    .map(({ file, type }) => `${file}: ${type} needs a public https URL.`);

const knownScopes = new Set([OAUTH_SCOPE, ...SCOPES, ...OPTIONAL_SCOPES].map((scope) => scope.name));

const scopesAreUsed: ProjectCheck = (project) =>
  ofType(project, 'app').flatMap(({ file, config }) => {
    const auth = record(config['auth']);
    const asked = [...texts(auth['requiredScopes']), ...texts(auth['optionalScopes'])];
    return [
      ...asked
        .filter(
          (scope) => !knownScopes.has(scope) || (scope === OAUTH_SCOPE.name && auth['type'] !== 'oauth'),
        )
        .map((scope) => `${file}: nothing uses the scope ${scope}.`),
      ...[...SCOPES, ...OPTIONAL_SCOPES]
        .filter((scope) => !asked.includes(scope.name))
        .map((scope) => `${file}: the scope ${scope.name} is missing: ${scope.reason}`),
    ];
  });

const URL_LITERAL = /https?:\/\/[^\s'"`)]+/g;

const permittedUrls = (project: StagedProject): readonly string[] =>
  ofType(project, 'app').flatMap(({ config }) => texts(record(config['permittedUrls'])['fetch']));

/** Each address that an extension fetches, with the file that does. */
const fetchedUrls = (project: StagedProject): readonly (readonly [string, string])[] =>
  [...project.extensionSources].flatMap(([file, source]) =>
    source.includes('hubspot.fetch')
      ? (source.match(URL_LITERAL) ?? []).map((url) => [file, url] as const)
      : [],
  );

const isUnder = (url: string, prefix: string) => url === prefix || url.startsWith(`${prefix}/`);

const fetchedUrlsArePermitted: ProjectCheck = (project) => {
  const permitted = permittedUrls(project);
  return fetchedUrls(project)
    .filter(([, url]) => !permitted.some((prefix) => isUnder(url, prefix)))
    .map(([file, url]) => `${file}: it fetches ${url}, which permittedUrls.fetch does not have.`);
};

const permittedUrlsAreFetched: ProjectCheck = (project) => {
  const fetched = fetchedUrls(project);
  return permittedUrls(project)
    .filter((prefix) => !fetched.some(([, url]) => isUnder(url, prefix)))
    .map((prefix) => `permittedUrls.fetch has ${prefix}, which nothing fetches.`);
};

/** Cards ask by names of one list, in `ask.ts`; where their transport runs functions, each of them is one. */
const ASKED = /export type Asked =([^;]*);/;

const calledFunctionsExist: ProjectCheck = (project) => {
  const sources = [...project.extensionSources];
  if (!sources.some(([, source]) => source.includes('hubspot.serverless'))) return [];
  const names = new Set(ofType(project, 'app-function').map(({ uid }) => uid));
  return sources.flatMap(([file, source]) =>
    [...(ASKED.exec(source)?.[1] ?? '').matchAll(/'([^']+)'/g)]
      .map((asked) => asked[1] ?? '')
      .filter((name) => !names.has(name))
      .map((name) => `${file}: it calls the function ${name}, which the project does not have.`),
  );
};

/** Every check, in the order in which their messages are shown. */
export const PROJECT_CHECKS: readonly ProjectCheck[] = [
  entrypointsExist,
  previewsShowTheCard,
  profileAgrees,
  publicUrlsNeedServer,
  scopesAreUsed,
  fetchedUrlsArePermitted,
  permittedUrlsAreFetched,
  calledFunctionsExist,
];
