import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { companyNameKeys } from '../../src/domain/company-name.js';
import { partnerId } from '../../src/domain/ids.js';
import { partnerIndex, type KnownPartner, type PartnerClues } from '../../src/domain/match-partner.js';

const known = (id: string, name: string | null, more: Partial<KnownPartner> = {}): KnownPartner => ({
  id: partnerId(id),
  companyId: id,
  name,
  domain: null,
  ...more,
});

const PARTNERS: readonly KnownPartner[] = [
  known('10', 'Contoso', { domain: 'contoso.com', externalIds: ['PS-77'] }),
  known('11', 'Fabrikam GmbH & Co. KG', { domain: 'www.Fabrikam.de' }),
  known('12', 'Müller Straßenbau AG', { domain: 'müller.example' }),
  known('13', 'Acme Inc.'),
  known('14', 'Acme GmbH'),
  known('15', 'Twin', { domain: 'twin.example' }),
  known('16', 'Twin Two', { domain: 'twin.example' }),
  known('17', 'Łódź Sp. z o.o.'),
  known('18', '北京软件有限公司'),
  known('19', 'AG'),
  known('20', null, { domain: 'gmail.com' }),
  known('21', '10'),
];
const index = partnerIndex(PARTNERS);

/** Short for a match: the partner's id and what it was found by. */
const said = (match: ReturnType<typeof index.match>): string => {
  if (match.kind === 'none') return 'none';
  if (match.kind === 'matched') return `${match.partnerId} by ${match.by}`;
  return `${match.partnerIds.join(' or ')} by ${match.by}`;
};

describe('match', () => {
  it.each([
    ['its company id', '11', '11 by id'],
    ['its company id among spaces', ' 11 ', '11 by id'],
    ['the id of another system, without case', 'ps-77', '10 by id'],
    ['an id before a name', '10', '10 by id'],
    ['its domain', 'contoso.com', '10 by domain'],
    ['its domain in other letters', 'WWW.CONTOSO.COM', '10 by domain'],
    ['a web address', 'https://www.contoso.com/partners?x=1', '10 by domain'],
    ['a web address with a port', 'http://contoso.com:8080', '10 by domain'],
    ['an e-mail address', 'Ana.Ruiz@contoso.com', '10 by domain'],
    ['a domain that it was entered with www', 'fabrikam.de', '11 by domain'],
    ['a domain with letters beyond ASCII', 'xn--mller-kva.example', '12 by domain'],
    ['no subdomain', 'shop.contoso.com', 'none'],
    ['no mail provider', 'somebody@gmail.com', 'none'],
    ['its name', 'Contoso', '10 by name'],
    ['its name in other letters', 'cONTOSO', '10 by name'],
    ['its name with spaces and punctuation', '  Con-toso,  ', '10 by name'],
    ['its name with a legal form', 'contoso ltd.', '10 by name'],
    ['its name with a legal form in full', 'Contoso Limited', '10 by name'],
    ['its name with another legal form', 'Contoso, L.L.C.', '10 by name'],
    ['its name with a form of two words', 'Contoso Pty Ltd', '10 by name'],
    ['its name without the legal form that it has', 'fabrikam', '11 by name'],
    ['its name with half of the legal form that it has', 'FABRIKAM GMBH', '11 by name'],
    ['its name without accents', 'Muller Strassenbau', '12 by name'],
    ['letters made of two characters', 'Mu\u0308ller Stra\u00dfenbau A.G.', '12 by name'],
    ['full-width letters', 'Ｃｏｎｔｏｓｏ', '10 by name'],
    ['letters without a base letter', 'Lodz', '17 by name'],
    ['letters of another script', '北京软件有限公司', '18 by name'],
    ['a name that is a legal form', 'AG', '19 by name'],
    ['the legal form that tells two apart', 'Acme Incorporated', '13 by name'],
    ['the other legal form', 'ACME gmbh', '14 by name'],
    ['either of two, where it does not tell them apart', 'Acme', '13 or 14 by name'],
    ['either of two, where neither has its legal form', 'Acme BV', '13 or 14 by name'],
    ['either of two that share a domain', 'twin.example', '15 or 16 by domain'],
    ['nobody by likeness', 'Contosso', 'none'],
    ['nobody by a part of the name', 'Contoso Partners', 'none'],
    ['nobody', 'N/A', 'none'],
    ['nobody where nothing is left', '---', 'none'],
    ['nobody where it is empty', '', 'none'],
  ])('finds %s', (_what, text, expected) => expect(said(index.match(text))).toBe(expected));
});

describe('matchClues', () => {
  it.each<[string, PartnerClues, string]>([
    ['the id before the others', { id: 'PS-77', domain: 'fabrikam.de', name: 'Twin' }, '10 by id'],
    ['the domain before the name', { domain: 'fabrikam.de', name: 'Contoso' }, '11 by domain'],
    ['the domain where nobody has the id', { id: '999', domain: 'fabrikam.de' }, '11 by domain'],
    ['the name where nobody has the domain', { domain: 'other.example', name: 'Contoso' }, '10 by name'],
    ['the name between two with one domain', { domain: 'twin.example', name: 'Twin two' }, '16 by domain'],
    [
      'neither of two where the name is of a third',
      { domain: 'twin.example', name: 'Contoso' },
      '15 or 16 by domain',
    ],
    ['nobody by blank cells', { id: ' ', domain: '', name: null }, 'none'],
    ['nobody by a name in the column of ids', { id: 'Contoso' }, 'none'],
  ])('goes by %s', (_what, clues, expected) => expect(said(index.matchClues(clues))).toBe(expected));
});

describe('names', () => {
  it('are found by themselves, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        fc.pre(companyNameKeys(name).exact !== '');
        const match = partnerIndex([known('a-partner', name)]).match(name);
        expect(match).toMatchObject({ kind: 'matched', partnerId: 'a-partner' });
      }),
    );
  });

  it('do not depend on the order of partners', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...PARTNERS], { minLength: PARTNERS.length }),
        fc.constantFrom('Acme', 'twin.example', '10', 'Contoso Ltd'),
        (shuffled, text) => expect(partnerIndex(shuffled).match(text)).toEqual(index.match(text)),
      ),
    );
  });
});
