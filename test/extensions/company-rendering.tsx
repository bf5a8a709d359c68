/** The card on companies, drawn with what a transport answers. */
import { expect } from '@jest/globals';
import { LoadingSpinner } from '@hubspot/ui-extensions';
import { createRenderer } from '@hubspot/ui-extensions/testing';

import type { Ask } from '../../extensions/ask.js';
import { CompanyCard } from '../../extensions/company-card/CompanyCard.js';
import type { CompanyCardView } from '../../src/operations/views/company-card-view.js';
import { answeringTransport, notedActions } from './rendering.js';

/** Answers a view. */
export const ok = (view: unknown) => () => ({ ok: true, view });

export const render = async (ask: Ask, actions = notedActions()) => {
  const card = createRenderer('crm.record.tab');
  card.render(<CompanyCard companyId="501" ask={ask} actions={actions} />);
  await card.waitFor(() => expect(card.maybeFind(LoadingSpinner)).toBeNull());
  return card;
};

export const renderView = (view: CompanyCardView) =>
  render(answeringTransport({ 'company-card': ok(view) }).ask);
