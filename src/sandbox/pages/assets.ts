/** Finds what the build made for the record pages: the browser's scripts, the card bundles, the functions. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { AppError } from '../../errors.js';
import type { CardOnRecord } from './page-view.js';

export interface Assets {
  /** `page.js`, `worker.js`, `page.css`. */
  readonly browserFolder: string;
  readonly cardsFolder: string;
  readonly functionsFolder: string;
}

/** One line of `cards.json`, which the build writes from the staged component files: a card, a page or a bulk action. */
export interface CardBundle {
  readonly uid: string;
  readonly name: string;
  readonly file: string;
  readonly location: string;
  /** Empty for pages. */
  readonly objectTypes: readonly string[];
}

/** The folder of the nearest package.json: the sources and the built command line share it. */
const packageFolder = (from: string): string => {
  const parent = path.dirname(from);
  return existsSync(path.join(from, 'package.json')) || parent === from ? from : packageFolder(parent);
};

/** @param dist folder of the build; `dist/` of this package when absent. */
export const findAssets = (
  dist = path.join(packageFolder(path.dirname(fileURLToPath(import.meta.url))), 'dist'),
): Assets => ({
  browserFolder: path.join(dist, 'record-page'),
  cardsFolder: path.join(dist, 'cards'),
  functionsFolder: path.join(dist, 'functions'),
});

/** Reads which cards there are. @throws AppError `file_unreadable` when nothing was built. */
export const readCards = ({ cardsFolder }: Assets): readonly CardBundle[] => {
  const file = path.join(cardsFolder, 'cards.json');
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as readonly CardBundle[];
  } catch (cause) {
    throw new AppError(
      'file_unreadable',
      `The record page has no cards: ${file} cannot be read.`,
      'Run `npm run build`, then start again.',
      { cause },
    );
  }
};

const shown = ({ uid, name, file, location }: CardBundle): CardOnRecord => ({
  uid,
  name,
  location,
  bundle: `/record/cards/${file}`,
});

/** The cards of a record, as the page names them. */
export const cardsOn = (objectType: string, cards: readonly CardBundle[]): readonly CardOnRecord[] =>
  cards
    .filter((card) => card.location !== 'crm.bulkActions' && card.objectTypes.includes(objectType))
    .map(shown);

/** What can be done with chosen records of a type. */
export const bulkActionsOn = (objectType: string, cards: readonly CardBundle[]): readonly CardOnRecord[] =>
  cards
    .filter((card) => card.location === 'crm.bulkActions' && card.objectTypes.includes(objectType))
    .map(shown);

/** The extensions of a page of the app's own. */
export const extensionsAt = (
  location: 'home' | 'settings',
  cards: readonly CardBundle[],
): readonly CardOnRecord[] => cards.filter((card) => card.location === location).map(shown);
