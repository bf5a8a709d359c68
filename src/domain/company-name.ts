/** What two spellings of a company's name have in common: people type names in as many ways as they have columns. */

/** Letters that have no base letter of their own in Unicode, as people without them on their keyboard write them. */
const WRITTEN_OUT: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
};

/** Legal forms, each with the short one that stands for it; compared without dots. */
const LEGAL_FORMS: ReadonlyMap<string, string> = new Map([
  ...'ab ag aps as asa bv bvba cv cvba dac doo ek eirl eurl ev gmbh ggmbh hb ik inc jsc kft kg kgaa kk lda llc llp lp ltd ltda mbh nv nyrt oe og ohg oy oyj plc pte pty pvt sa sae sapi sarl sas sasu se sl slu snc spa spzoo srl sro ug zrt'
    .split(' ')
    .map((form): readonly [string, string] => [form, form]),
  ['limited', 'ltd'],
  ['limitada', 'ltda'],
  ['incorporated', 'inc'],
  ['corp', 'corp'],
  ['corporation', 'corp'],
  ['co', 'co'],
  ['company', 'co'],
  ['private', 'pvt'],
  ['aktiengesellschaft', 'ag'],
  ['anonim', 'as'],
]);

/** Words between two legal forms, as in “GmbH & Co. KG”. */
const BETWEEN_FORMS: ReadonlySet<string> = new Set(['and', 'und', 'et', 'e', 'y']);

/** Forms of several words: together they are one. */
const SEVERAL_WORDS: readonly (readonly [RegExp, string])[] = [
  [/\bsp z o ?o$/, 'spzoo'],
  [/\bd o o$/, 'doo'],
  [/\bs (?:r o|ro)$/, 'sro'],
  [/\bs a r l$/, 'sarl'],
  [/\bs r l$/, 'srl'],
  [/\bs p a$/, 'spa'],
  [/\bs a s$/, 'sas'],
  [/\bs a$/, 'sa'],
  [/\ba s$/, 'as'],
  [/\bb v$/, 'bv'],
  [/\bn v$/, 'nv'],
  [/\bl l c$/, 'llc'],
];

export interface CompanyNameKeys {
  /** Without case, spaces, punctuation and accents; legal forms in their short form. Empty where nothing is left. */
  readonly exact: string;
  /** The same without the legal forms at its end, as far as anything else is left. */
  readonly loose: string;
}

/**
 * Keys under which a company's name is found. Example: “CÔNTOSO  Gmbh & Co. KG” has the exact key `contosogmbhandcokg`
 * and the loose one `contoso`.
 */
export function companyNameKeys(name: string): CompanyNameKeys {
  const words = wordsOf(name);
  let end = words.length;
  while (end > 1 && isForm(words, end)) end -= 1;
  return { exact: words.join(''), loose: words.slice(0, end).join('') };
}

/** Words of a name to search a company by, as they are written, without the legal forms at its end. */
export function companySearchWords(name: string): readonly string[] {
  const words = name.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  let end = words.length;
  while (end > 1 && isForm(words, end)) end -= 1;
  return words.slice(0, end);
}

function isForm(words: readonly string[], end: number): boolean {
  const word = words[end - 1] ?? '';
  return LEGAL_FORMS.has(word) || (end < words.length && BETWEEN_FORMS.has(word));
}

function wordsOf(name: string): readonly string[] {
  let text = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøđðłþı]/g, (letter) => WRITTEN_OUT[letter] ?? letter)
    .replace(/&|\+/g, ' and ')
    .replace(/[.'’`´]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  for (const [form, short] of SEVERAL_WORDS) text = text.replace(form, short);
  return text === '' ? [] : text.split(' ').map((word) => LEGAL_FORMS.get(word) ?? word);
}
