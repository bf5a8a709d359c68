/** Staged projects for the validator: copies to break, and components of every kind in them. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { extensionComponent } from '../../src/staging/app-project.js';
import { EXTENSION_FOLDERS, EXTENSIONS, type ExtensionSource } from '../../src/staging/extensions.js';
import { validateProject } from '../../src/staging/validate.js';

export type Json = Record<string, unknown>;

const added = (uid: string) => ({ uid, name: 'Added', file: 'Added.tsx' });
const ADDED: readonly ExtensionSource[] = [
  { ...added('app-home'), kind: 'page', location: 'home', objectTypes: [] },
  { ...added('app-settings'), kind: 'settings', location: 'settings', objectTypes: [] },
  { ...added('tag-deals-action'), kind: 'bulk-action', location: 'crm.bulkActions', objectTypes: ['deals'] },
];

/** A page, settings and an action beside what is staged, so that their rules are tested whatever the app has. */
export const addComponents = async (app: string) => {
  for (const extension of ADDED) {
    const folder = path.join(app, EXTENSION_FOLDERS[extension.kind]);
    await mkdir(folder, { recursive: true });
    if (EXTENSIONS.some(({ kind }) => kind === extension.kind)) continue;
    await writeFile(
      path.join(folder, `${extension.uid}-hsmeta.json`),
      JSON.stringify(extensionComponent(extension)),
    );
    await writeFile(path.join(folder, extension.file), '// drawn elsewhere');
  }
};

/** The component file of a kind: the app's own, or the one that was added. */
export const componentOf = (kind: ExtensionSource['kind']): string => {
  const { uid } = [...EXTENSIONS, ...ADDED].find((extension) => extension.kind === kind)!;
  return `app/${EXTENSION_FOLDERS[kind]}/${uid}-hsmeta.json`;
};

/** A copy of a good project, to be broken. */
export class Copy {
  constructor(readonly place: string) {}
  at(file: string): string {
    return path.join(this.place, 'src', file);
  }
  async change(file: string, edit: (component: { uid: string; type: string; config: Json }) => unknown) {
    const component = JSON.parse(await readFile(this.at(file), 'utf8')) as {
      uid: string;
      type: string;
      config: Json;
    };
    edit(component);
    await writeFile(this.at(file), JSON.stringify(component));
  }
  problems(): Promise<readonly string[]> {
    return validateProject(path.join(this.place, 'src'), path.join(this.place, 'hsproject.json'));
  }
}
