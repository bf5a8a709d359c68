/** What staging writes: both profiles from one source, and functions that HubSpot can load. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSingleExtension } from '@hubspot/ui-extensions-dev-server/build';

import { extensionComponent, type Profile } from '../../src/staging/app-project.js';
import { main, readServerUrl } from '../../src/staging/build-hubspot.js';
import { bundleFunctions, readPolicyText } from '../../src/staging/bundle-function.js';
import { readMappingText } from '../../src/staging/mapping-text.js';
import { EXTENSION_FOLDERS, EXTENSIONS, type ExtensionSource } from '../../src/staging/extensions.js';
import { OAUTH_SCOPE, OPTIONAL_SCOPES, SCOPES } from '../../src/staging/scopes.js';
import { extensionsOf, stageProject } from '../../src/staging/stage.js';

const ROOT = process.cwd();
const SERVER = 'https://partners.example.com';
const FUNCTIONS = path.join(ROOT, 'test/fixtures/functions');

/** Folders in `app/` that hold what people see. */
const FOLDERS = [...new Set(EXTENSIONS.map(({ kind }) => EXTENSION_FOLDERS[kind]))];

const filesIn = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
};

describe('staging', () => {
  let folder: string;
  const at = (...parts: readonly string[]) => path.join(folder, ...parts);

  const stage = (profile: Profile) =>
    stageProject({
      root: ROOT,
      profile,
      out: at(profile.kind),
      policy: { kind: 'text', text: '{"version":"mine-1"}' },
      functionSources: FUNCTIONS,
    });

  beforeAll(async () => {
    // Inside the repository, as the staged projects are, so that HubSpot's bundler finds the packages.
    await mkdir(path.join(ROOT, 'build'), { recursive: true });
    folder = await mkdtemp(path.join(ROOT, 'build/test-'));
    await stage({ kind: 'private' });
    await stage({ kind: 'hosted', serverUrl: SERVER });
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(FOLDERS)('lets %s of the two profiles differ in the transport alone', async (kind) => {
    const files = await filesIn(at('private/app', kind));
    expect(await filesIn(at('hosted/app', kind))).toEqual(files);
    const differing: string[] = [];
    for (const file of files) {
      const read = (profile: string) => readFile(at(profile, 'app', kind, file));
      if (!(await read('private')).equals(await read('hosted'))) differing.push(file);
    }
    expect(differing).toEqual(['transport.ts']);
  });

  it('points the hosted cards at the server, and stages no function for them', async () => {
    const transport = await readFile(at('hosted/app/cards/transport.ts'), 'utf8');
    expect(transport).toContain(`'${SERVER}'`);
    expect(transport).not.toContain('__PARTNERSHIP_SERVER_URL__');
    expect((await filesIn(at('hosted'))).filter((file) => file.includes('functions'))).toEqual([]);
  });

  it.each(FOLDERS)('stages %s that point to nothing outside', async (kind) => {
    for (const file of await filesIn(at('private/app', kind))) {
      if (!/\.tsx?$/.test(file)) continue;
      // A file may go up to the folder that is staged, and no further.
      const beyond = file.split(path.sep).length;
      expect(await readFile(at('private/app', kind, file), 'utf8')).not.toMatch(
        new RegExp(`from '(\\.\\./){${beyond},}|from '(\\.\\./)+src`),
      );
    }
  });

  it.each(FOLDERS)('stages in %s the entrypoints that belong there, and those alone', async (kind) => {
    const files = await filesIn(at('private/app', kind));
    const entries = EXTENSIONS.map(({ file }) => file).filter((file) => files.includes(file));
    expect(entries).toEqual(
      EXTENSIONS.filter((extension) => EXTENSION_FOLDERS[extension.kind] === kind).map(({ file }) => file),
    );
  });

  it('replaces what was staged before, and nothing beside it', async () => {
    await writeFile(at('private/app/left-over.txt'), 'old');
    await writeFile(at('beside.txt'), 'mine');
    await stage({ kind: 'private' });
    expect(await filesIn(at('private'))).not.toContain('app/left-over.txt');
    expect(await readFile(at('beside.txt'), 'utf8')).toBe('mine');
  });

  it('bundles a function to one CommonJS file with its policy inside', async () => {
    const load = createRequire(import.meta.url);
    const { main: echo } = load(at('private/app/functions/echo.js')) as {
      main: (context: unknown) => Promise<{ policy: string }>;
    };
    expect((await echo({ parameters: {} })).policy).toBe('{"version":"mine-1"}');
    const packageFile = JSON.parse(
      await readFile(at('private/app/functions/package.json'), 'utf8'),
    ) as object;
    expect(packageFile).not.toHaveProperty('type');
  });

  const BUNDLES = EXTENSIONS.flatMap((extension) => [
    ['private', extension.file, extension] as const,
    ['hosted', extension.file, extension] as const,
  ]);

  it.each(BUNDLES)('gives HubSpot’s bundler a %s %s that it can bundle', async (profile, file, extension) => {
    const source = at(profile, 'app', EXTENSION_FOLDERS[extension.kind]);
    await buildSingleExtension({
      file: path.join(source, file),
      root: source,
      outputDir: at('bundles', profile),
      emptyOutDir: false,
      logLevel: 'error',
    });
    const bundle = await readFile(at('bundles', profile, `${path.parse(file).name}.js`), 'utf8');
    expect(bundle).toContain('extend_V2');
    expect(bundle.includes(SERVER)).toBe(profile === 'hosted');
    expect(bundle).not.toMatch(/\b(document|window)\./);
  });

  it('asks for no scope that nothing uses', async () => {
    for (const { name, usedBy } of [...SCOPES, ...OPTIONAL_SCOPES, OAUTH_SCOPE]) {
      const source = await readFile(path.join(ROOT, usedBy.file), 'utf8');
      expect([name, source.includes(usedBy.text)]).toEqual([name, true]);
    }
  });
});

describe('a component file', () => {
  const common = { uid: 'mine', name: 'Mine', file: 'Mine.tsx' };
  const SHAPES: readonly (readonly [ExtensionSource, string, object])[] = [
    [
      { ...common, kind: 'page', location: 'home', objectTypes: [] },
      'page',
      { entrypoint: '/app/pages/Mine.tsx', location: 'home' },
    ],
    [
      { ...common, kind: 'settings', location: 'settings', objectTypes: [] },
      'settings',
      { entrypoint: '/app/settings/Mine.tsx' },
    ],
    [
      { ...common, kind: 'bulk-action', location: 'crm.bulkActions', objectTypes: ['deals'] },
      'crm-bulk-action',
      { label: 'Mine', entrypoint: '/app/actions/Mine.tsx', objectTypes: ['deals'] },
    ],
  ];

  it.each(SHAPES)('has the shape that HubSpot reads: %j', (extension, type, config) => {
    expect(extensionComponent(extension)).toEqual({ uid: 'mine', type, config });
  });

  it('is not made for a bulk action where the platform has none', () => {
    const kinds = (version: string) => extensionsOf(version).map(({ kind }) => kind);
    expect(kinds('2026.03')).not.toContain('bulk-action');
    expect(kinds('2026.03')).toEqual(kinds('2026.09').filter((kind) => kind !== 'bulk-action'));
  });
});

describe('docs/install.md', () => {
  it('says what each scope is for, and where each extension stands', async () => {
    const guide = await readFile(path.join(ROOT, 'docs/install.md'), 'utf8');
    for (const { name } of [...SCOPES, ...OPTIONAL_SCOPES, OAUTH_SCOPE])
      expect(guide).toContain(`\`${name}\``);
    for (const { name, kind } of EXTENSIONS) if (kind === 'card') expect(guide).toContain(`**${name}**`);
  });
});

describe('the policy of a staged function', () => {
  it('is the default where none is named', async () => {
    expect(await readPolicyText(undefined)).toBeNull();
    expect(await readPolicyText('')).toBeNull();
  });

  it('is refused when it cannot be read or is not JSON', async () => {
    await expect(readPolicyText('/nowhere/policy.json')).rejects.toMatchObject({ code: 'file_unreadable' });
    const folder = await mkdtemp(path.join(os.tmpdir(), 'policy-'));
    const file = path.join(folder, 'policy.json');
    await writeFile(file, '{ "version": ');
    await expect(readPolicyText(file)).rejects.toMatchObject({ code: 'policy_invalid' });
    await rm(folder, { recursive: true });
  });
});

describe('the mapping of a staged function', () => {
  it('is none where none is named, and the file as it is kept where one is', async () => {
    expect([await readMappingText(undefined), await readMappingText('')]).toEqual([null, null]);
    const text = (await readMappingText('examples/mappings/contacts.json')) ?? '';
    expect(JSON.parse(text)).toMatchObject({ version: 'contacts-1' });
  });

  it('stands in the function', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'mapping-'));
    const policy = { kind: 'text', text: null, mappingText: '{"version":"mine-2"}' } as const;
    await bundleFunctions(path.resolve('serverless'), ['deal-sidebar'], folder, policy);
    expect(await readFile(path.join(folder, 'deal-sidebar.js'), 'utf8')).toContain('"version":"mine-2"');
    await rm(folder, { recursive: true });
  });

  it('is refused when it cannot be read or does not hold', async () => {
    await expect(readMappingText('/nowhere/mapping.json')).rejects.toMatchObject({ code: 'file_unreadable' });
    const folder = await mkdtemp(path.join(os.tmpdir(), 'mapping-'));
    const file = path.join(folder, 'mapping.json');
    await writeFile(file, '{\n"amuont": {} }');
    await expect(readMappingText(file)).rejects.toMatchObject({
      code: 'mapping_invalid',
      message: expect.stringContaining('line 2: amuont'),
    });
    await rm(folder, { recursive: true });
  });
});

describe('build:hubspot', () => {
  it.each(['http://partners.example.com', 'partners.example.com', 'https://partners.example.com/api', ''])(
    'refuses %p as a server URL',
    (value) =>
      expect(() => readServerUrl(value)).toThrow(expect.objectContaining({ code: 'option_invalid' })),
  );

  it('ends 2 on an option or a profile that it does not know, and stages nothing', async () => {
    expect(await main('/nowhere', ['--profil', 'hosted'])).toBe(2);
    expect(await main('/nowhere', ['--profile', 'public'])).toBe(2);
  });
});
