import { type ReactNode, useState } from 'react';

import type { CardOnRecord, HomeView, SettingsView } from '../page-view.js';
import type { Place } from './card-worker.js';
import { HeaderSlot } from './components/header-actions.js';
import { Extension } from './Extension.js';
import { IconPortal } from './icons.js';

interface FrameProps {
  readonly title: string;
  readonly about: string;
  readonly portalId: number;
  readonly cards: readonly CardOnRecord[];
  /** In place of a page that this version does not have. */
  readonly missing: ReactNode;
  readonly children?: ReactNode;
}

/** The app's own page as HubSpot frames it: its name, its actions, and below them the app's content alone. */
const AppPage = ({ title, about, portalId, cards, missing, children }: FrameProps) => {
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  const [place] = useState<Place>({ portalId, crm: null, record: null });
  return (
    <main className="app-page">
      <header className="app-header">
        <span className="app-mark" aria-hidden="true">
          <IconPortal />
        </span>
        <div>
          <h1>{title}</h1>
          <p className="quiet">{about}</p>
        </div>
        <div ref={setSlot} className="app-actions" />
      </header>
      {cards.length === 0 ? <section className="panel">{missing}</section> : null}
      {slot === null ? null : (
        <HeaderSlot.Provider value={slot}>
          {cards.map((card) => (
            <Extension key={card.uid} place={place} card={card} refresh={() => undefined} />
          ))}
        </HeaderSlot.Provider>
      )}
      {children}
    </main>
  );
};

/** The app's home page. */
export const HomePage = ({ view }: { readonly view: HomeView }) => (
  <AppPage
    title="Partnership Manager"
    about="Home"
    portalId={view.portalId}
    cards={view.cards}
    missing={
      <>
        <h2>Partnership Manager has no home page in this version</h2>
        <p>
          See the deals and their partner attribution in the{' '}
          <a className="link" href="/record/deals">
            list of deals
          </a>
          , and the portfolio with <code>npx partnership report</code>.
        </p>
      </>
    }
  />
);

/** The app's settings page, and below it what the portal is. */
export const SettingsPage = ({ view }: { readonly view: SettingsView }) => (
  <AppPage
    title="Settings"
    about="Partnership Manager"
    portalId={view.portalId}
    cards={view.cards}
    missing={
      <>
        <h2>Partnership Manager has no settings page in this version</h2>
        <p>
          Set it up from the command line: <code>npx partnership setup</code> creates what is missing in the
          portal, and the policy is the file that <code>PARTNERSHIP_POLICY</code> names.
        </p>
      </>
    }
  >
    <section className="panel this-portal">
      <h2>This portal</h2>
      <dl className="description-list description-row">
        {view.facts.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  </AppPage>
);
