/** Staged projects before HubSpot's own validator and our checks: good ones pass, each broken one is named. */
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { Profile } from '../../src/staging/app-project.js';
import { stageProject, writeProjectFile } from '../../src/staging/stage.js';
import { addComponents, componentOf, Copy, type Json } from './projects-under-test.js';

const ROOT = process.cwd();

describe('a staged project', () => {
  let folder: string;
  let next = 0;

  const stage = (profile: Profile) =>
    stageProject({
      root: ROOT,
      profile,
      out: path.join(folder, profile.kind, 'src'),
      policy: { kind: 'text', text: null },
    });

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'projects-'));
    await stage({ kind: 'private' });
    await stage({ kind: 'hosted', serverUrl: 'https://partners.example.com' });
    for (const kind of ['private', 'hosted']) {
      await addComponents(path.join(folder, kind, 'src/app'));
      await writeProjectFile(path.join(folder, kind), 'test', 'src');
    }
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  const copyOf = async (kind: Profile['kind']): Promise<Copy> => {
    next += 1;
    const place = path.join(folder, `copy-${next}`);
    await cp(path.join(folder, kind), place, { recursive: true });
    return new Copy(place);
  };

  it.each(['private', 'hosted'] as const)(
    'of the %s profile is one that HubSpot would take',
    async (kind) => {
      expect(await (await copyOf(kind)).problems()).toEqual([]);
    },
  );

  const APP = 'app/app-hsmeta.json';
  const CARD = 'app/cards/deal-card-tab-hsmeta.json';
  const HOME = componentOf('page');
  const SETTINGS = componentOf('settings');
  const ACTION = componentOf('bulk-action');
  const ONE_PIXEL = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const FUNCTION = 'app/functions/deal-card-hsmeta.json';
  const scopesOf = (config: Json) => (config['auth'] as { requiredScopes: string[] }).requiredScopes;

  const BROKEN: readonly (readonly [string, Profile['kind'], (copy: Copy) => Promise<unknown>, string])[] = [
    [
      'a component file nested too deep',
      'private',
      async (copy) => {
        await mkdir(copy.at('app/cards/deep'));
        await cp(copy.at(CARD), copy.at('app/cards/deep/other-hsmeta.json'));
      },
      'app/cards/deep/other-hsmeta.json would be skipped without a word',
    ],
    [
      'a card without its source',
      'private',
      (copy) => rm(copy.at('app/cards/DealCard.tsx')),
      'its entrypoint /app/cards/DealCard.tsx does not exist',
    ],
    [
      'a card without its preview image',
      'private',
      (copy) => rm(copy.at('app/cards/preview/deal-card.png')),
      'its preview image ./preview/deal-card.png does not exist',
    ],
    [
      'a preview image that is none',
      'private',
      (copy) => writeFile(copy.at('app/cards/preview/deal-card.png'), 'to be drawn'),
      'its preview image ./preview/deal-card.png is no PNG image',
    ],
    [
      'a preview image of one pixel',
      'private',
      (copy) => writeFile(copy.at('app/cards/preview/deal-card.png'), ONE_PIXEL),
      'its preview image ./preview/deal-card.png is 1 by 1 pixels, too small to show the card',
    ],
    [
      'a card without a preview image',
      'private',
      (copy) => copy.change(CARD, ({ config }) => delete config['previewImage']),
      'it has no preview image',
    ],
    [
      'a home page at another location',
      'private',
      (copy) => copy.change(HOME, ({ config }) => (config['location'] = 'crm.record.tab')),
      'config.location: must be equal to one of the allowed values',
    ],
    [
      'a second home page',
      'private',
      (copy) => cp(copy.at(HOME), copy.at('app/pages/second-hsmeta.json')),
      "Duplicate uid 'app-home'",
    ],
    [
      'two home pages',
      'private',
      async (copy) => {
        await cp(copy.at(HOME), copy.at('app/pages/second-hsmeta.json'));
        await copy.change('app/pages/second-hsmeta.json', (component) => (component.uid = 'second'));
      },
      'Only one pages component is allowed',
    ],
    [
      'settings without their source',
      'hosted',
      (copy) => copy.change(SETTINGS, ({ config }) => (config['entrypoint'] = '/app/settings/None.tsx')),
      'its entrypoint /app/settings/None.tsx does not exist',
    ],
    [
      'settings whose source stands elsewhere',
      'private',
      (copy) => copy.change(SETTINGS, ({ config }) => (config['entrypoint'] = '/app/cards/DealCard.tsx')),
      'config.entrypoint: must match pattern',
    ],
    [
      'an action on no kind of record',
      'private',
      (copy) => copy.change(ACTION, ({ config }) => (config['objectTypes'] = [])),
      'config.objectTypes: must NOT have fewer than 1 items',
    ],
    [
      'an action without its label',
      'hosted',
      (copy) => copy.change(ACTION, ({ config }) => delete config['label']),
      "Missing required field: 'config.label'",
    ],
    [
      'an action among the cards',
      'private',
      async (copy) => {
        await cp(copy.at(ACTION), copy.at('app/cards/action-hsmeta.json'));
        await rm(copy.at(ACTION));
      },
      "The directory 'app/cards' is incorrect for type 'crm-bulk-action'",
    ],
    [
      'a card at a location that HubSpot does not have',
      'private',
      (copy) => copy.change(CARD, ({ config }) => (config['location'] = 'crm.record.middle')),
      'config.location: must be equal to one of the allowed values',
    ],
    [
      'a card without a location',
      'private',
      (copy) => copy.change(CARD, ({ config }) => delete config['location']),
      "Missing required field: 'config.location'",
    ],
    [
      'a card in the folder of functions',
      'private',
      async (copy) => {
        await rm(copy.at(FUNCTION));
        await cp(copy.at(CARD), copy.at('app/functions/card-hsmeta.json'));
        await rm(copy.at(CARD));
      },
      "The directory 'app/functions' is incorrect for type 'card'",
    ],
    [
      'two components of one uid',
      'private',
      (copy) => copy.change(FUNCTION, (component) => (component.uid = 'deal-card-tab')),
      "Duplicate uid 'deal-card-tab'",
    ],
    [
      'a uid with a space',
      'private',
      (copy) => copy.change(CARD, (component) => (component.uid = 'deal card')),
      "'uid' should use only letters",
    ],
    [
      'a uid that is too long',
      'private',
      (copy) => copy.change(CARD, (component) => (component.uid = 'x'.repeat(65))),
      "'uid' must be 64 characters or less",
    ],
    [
      'a type that HubSpot does not know',
      'private',
      (copy) => copy.change(CARD, (component) => (component.type = 'cards')),
      'Unsupported type: cards',
    ],
    ['a component file that is no JSON', 'private', (copy) => writeFile(copy.at(CARD), '{'), 'Invalid JSON'],
    ['no app', 'private', (copy) => rm(copy.at(APP)), "must be a child of the 'app' component"],
    [
      'functions without a package.json',
      'private',
      (copy) => rm(copy.at('app/functions/package.json')),
      'package.json does not exist',
    ],
    [
      'static auth in the marketplace',
      'private',
      (copy) => copy.change(APP, ({ config }) => (config['distribution'] = 'marketplace')),
      'static auth with marketplace distribution is neither of our profiles',
    ],
    [
      'functions in an app with OAuth',
      'hosted',
      async (copy) =>
        cp(path.join(folder, 'private/src/app/functions'), copy.at('app/functions'), { recursive: true }),
      'an app with oauth auth may not have app functions (',
    ],
    [
      'a scope that nothing uses',
      'private',
      (copy) => copy.change(APP, ({ config }) => scopesOf(config).push('crm.objects.quotes.read')),
      'nothing uses the scope crm.objects.quotes.read',
    ],
    [
      'the scope of OAuth in a private app',
      'private',
      (copy) => copy.change(APP, ({ config }) => scopesOf(config).push('oauth')),
      'nothing uses the scope oauth',
    ],
    [
      'a scope left out',
      'private',
      (copy) => copy.change(APP, ({ config }) => scopesOf(config).shift()),
      'the scope crm.objects.deals.read is missing',
    ],
    [
      'a fetched URL that is not permitted',
      'hosted',
      (copy) =>
        copy.change(APP, ({ config }) => (config['permittedUrls'] = { fetch: ['https://partners.example'] })),
      'it fetches https://partners.example.com, which permittedUrls.fetch does not have',
    ],
    [
      'a permitted URL that nothing fetches',
      'hosted',
      (copy) =>
        copy.change(APP, ({ config }) => {
          const { fetch } = config['permittedUrls'] as { fetch: string[] };
          fetch.push('https://elsewhere.example.com');
        }),
      'permittedUrls.fetch has https://elsewhere.example.com, which nothing fetches',
    ],
    [
      'a permitted URL without https',
      'hosted',
      (copy) =>
        copy.change(
          APP,
          ({ config }) => (config['permittedUrls'] = { fetch: ['http://partners.example.com'] }),
        ),
      'config.permittedUrls.fetch.0: must match pattern',
    ],
    [
      'a call of a function that is not there',
      'private',
      async (copy) => {
        await rm(copy.at(FUNCTION));
      },
      'it calls the function deal-card, which the project does not have',
    ],
    [
      'a platform version that HubSpot does not know',
      'private',
      (copy) => writeFile(path.join(copy.place, 'hsproject.json'), '{"platformVersion": "2031.01"}'),
      "Unsupported platform version: '2031.01'",
    ],
  ];

  it.each(BROKEN)('is refused with %s', async (_what, kind, breakIt, message) => {
    const copy = await copyOf(kind);
    await breakIt(copy);
    expect((await copy.problems()).join('\n')).toContain(message);
  });
});
