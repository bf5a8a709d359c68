import { expect, it } from '@jest/globals';
import { partnerId } from '../../src/domain/ids.js';
import { partnersByDomain } from '../../src/operations/seen-domains.js';

const partner = (id: string, domain: string | null) => ({
  ...{ id: partnerId(id), name: null, companyId: id, parentId: null },
  domain,
});

it('knows partners by their own domain, and nobody by a mail provider’s', () => {
  const partners = [
    partner('9', 'northwind.example'),
    partner('10', 'WWW.Northwind.example'),
    partner('11', 'gmail.com'),
    partner('12', 'www.Outlook.com'),
    partner('13', null),
  ];
  expect([...partnersByDomain(partners)]).toEqual([['northwind.example', '9']]);
});
