/** Every component of the package is drawn, or listed as not drawn: a new version of it cannot add one unseen. */
import * as path from 'node:path';
import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { NOT_EMULATED } from '../../../src/sandbox/pages/browser/components/not-emulated.js';

const PAGES = path.resolve('src/sandbox/pages/browser');
const PACKAGE = path.resolve(
  'node_modules/@hubspot/ui-extensions/dist/shared.synced/remoteComponents.synced.js',
);

/** Every name that the package registers on the wire. */
const onTheWire = [
  ...readFileSync(PACKAGE, 'utf8').matchAll(/createAndRegisterRemote(?:Compound)?ReactComponent\('(\w+)'/g),
].map(([, name]) => name!);

/** The names in the page's own table. Read as text: the table is of the browser, and so is all that it imports. */
const drawn = (() => {
  const source = readFileSync(path.join(PAGES, 'card-components.tsx'), 'utf8');
  const table = /const COMPONENTS = \{([^}]*)\}/.exec(source)![1]!;
  return [...table.matchAll(/^ {2}(\w+)/gm)].map(([, name]) => name!);
})();

describe('the components of @hubspot/ui-extensions', () => {
  it('are all drawn, or listed as not emulated, and none is both', () => {
    expect(onTheWire.length).toBeGreaterThan(100);
    expect([...drawn, ...Object.keys(NOT_EMULATED)].sort()).toEqual([...new Set(onTheWire)].sort());
  });

  it('that belong to no page with routes and to no experiment are all drawn, but for an iframe and HubSpot’s own data', () => {
    const plain = Object.entries(NOT_EMULATED).filter(
      ([, reason]) => !/routes|experimental|CRM itself/.test(reason),
    );
    expect(plain.map(([name]) => name)).toEqual(['Iframe']);
  });

  it('open overlays wherever the package passes one', () => {
    const source = readFileSync(PACKAGE, 'utf8');
    const opening = [...source.matchAll(/Component\('(\w+)', \{\s*fragmentProps: \['overlay'\]/g)].map(
      ([, name]) => name!,
    );
    expect(opening.filter((name) => !(name in NOT_EMULATED)).sort()).toEqual([
      'Button',
      'DropdownButtonItem',
      'Image',
      'Link',
      'LoadingButton',
      'PrimaryHeaderActionButton',
      'SecondaryHeaderActionButton',
      'Tag',
    ]);
  });
});
