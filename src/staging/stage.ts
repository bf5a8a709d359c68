/** Writes the HubSpot project of a profile from the sources in `extensions/` and `serverless/`. */
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import {
  appComponent,
  cardComponent,
  CARDS,
  type Component,
  functionComponent,
  PLATFORM_VERSION,
  type Profile,
} from './app-project.js';
import { bundleFunctions, functionNames, type PolicySource } from './bundle-function.js';

export interface StageRequest {
  /** Folder of the repository. */
  readonly root: string;
  readonly profile: Profile;
  /** Folder that becomes the project's `srcDir`; what is in it is replaced. */
  readonly out: string;
  readonly policy: PolicySource;
  /** Folder of the function sources; `serverless/` of the root when absent. */
  readonly functionSources?: string;
}

/** What a profile replaces in the sources: the transport, and the line that points at the types of the view. */
const PRIVATE_ONLY = 'transport.ts';
const HOSTED_ONLY = 'transport.hosted.ts';
const SERVER_URL_MARK = '__PARTNERSHIP_SERVER_URL__';
const VIEWS = 'src/operations/views';

const writeJson = (file: string, value: unknown) => writeFile(file, `${JSON.stringify(value, null, 2)}\n`);

const writeComponent = (folder: string, component: Component) =>
  writeJson(path.join(folder, `${component.uid}-hsmeta.json`), component);

const packageFile = async (root: string, name: string, dependencies: readonly string[]) => {
  const text = await readFile(path.join(root, 'package.json'), 'utf8');
  const own = JSON.parse(text) as { version: string; devDependencies: Record<string, string> };
  return {
    name,
    version: own.version,
    private: true,
    dependencies: Object.fromEntries(dependencies.map((each) => [each, own.devDependencies[each]])),
  };
};

const stageTransport = async (extensions: string, cards: string, profile: Profile) => {
  if (profile.kind === 'private') return;
  const source = await readFile(path.join(extensions, HOSTED_ONLY), 'utf8');
  await writeFile(path.join(cards, PRIVATE_ONLY), source.replace(SERVER_URL_MARK, profile.serverUrl));
};

const stageCards = async ({ root, profile, out }: StageRequest) => {
  const extensions = path.join(root, 'extensions');
  const cards = path.join(out, 'app/cards');
  await cp(extensions, cards, {
    recursive: true,
    filter: (source) => path.basename(source) !== HOSTED_ONLY,
  });
  await stageTransport(extensions, cards, profile);
  await cp(path.join(root, VIEWS), path.join(cards, 'views'), { recursive: true });
  await writeFile(path.join(cards, 'view.ts'), "export type * from './views/index.js';\n");
  await writeJson(
    path.join(cards, 'package.json'),
    await packageFile(root, 'partnership-manager-cards', ['@hubspot/ui-extensions', 'react']),
  );
  for (const card of CARDS) await writeComponent(cards, cardComponent(card));
};

const stageFunctions = async ({ root, out, policy, functionSources }: StageRequest) => {
  const sources = functionSources ?? path.join(root, 'serverless');
  const functions = path.join(out, 'app/functions');
  const names = await functionNames(sources);
  await mkdir(functions, { recursive: true });
  await bundleFunctions(sources, names, functions, policy);
  await writeJson(
    path.join(functions, 'package.json'),
    await packageFile(root, 'partnership-manager-functions', []),
  );
  for (const name of names) await writeComponent(functions, functionComponent(name));
};

/** Stages one profile. What was in `out` before is gone; nothing else is touched. */
export const stageProject = async (request: StageRequest): Promise<void> => {
  const app = path.join(request.out, 'app');
  await rm(request.out, { recursive: true, force: true });
  await mkdir(app, { recursive: true });
  await writeJson(path.join(app, 'app-hsmeta.json'), appComponent(request.profile));
  await stageCards(request);
  if (request.profile.kind === 'private') await stageFunctions(request);
};

/** Writes the project file that stands above a `srcDir` which has no project file of its own yet. */
export const writeProjectFile = async (folder: string, name: string, srcDir: string): Promise<void> => {
  await mkdir(folder, { recursive: true });
  await writeJson(path.join(folder, 'hsproject.json'), { name, srcDir, platformVersion: PLATFORM_VERSION });
};
