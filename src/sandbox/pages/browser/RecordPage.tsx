import { useEffect, useState } from 'react';

import type { RecordView } from '../page-view.js';
import { Associations } from './Associations.js';
import { CardFrame } from './CardFrame.js';
import { IconBack, IconCall, IconMail, IconMeeting, IconNote } from './icons.js';
import { Overview } from './Overview.js';

interface Props {
  readonly view: RecordView;
}

const ACTIONS = [
  { name: 'Note', Icon: IconNote },
  { name: 'Email', Icon: IconMail },
  { name: 'Call', Icon: IconCall },
  { name: 'Meeting', Icon: IconMeeting },
] as const;

/** The row that HubSpot has here; the sandbox makes no activities from the page, so it is a picture and no button. */
const Actions = () => (
  <ul className="record-actions" aria-hidden="true">
    {ACTIONS.map(({ name, Icon }) => (
      <li key={name}>
        <span>
          <Icon />
        </span>
        {name}
      </li>
    ))}
  </ul>
);

const Identity = ({ view }: Props) => (
  <div className="identity">
    <a className="back" href="/record/home">
      <IconBack /> Deals
    </a>
    <h1>{view.title}</h1>
    <dl>
      {view.highlights.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}:</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
    <Actions />
  </div>
);

const Sidebar = ({ view }: Props) => (
  <aside className="sidebar" aria-label="About this record">
    <Identity view={view} />
    {view.groups.map((group) => (
      <section key={group.title} className="group">
        <h2>{group.title}</h2>
        <dl>
          {group.properties.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
    ))}
  </aside>
);

const NoCard = () => (
  <div className="panel notice-panel">
    <h2>No Partnership card on this record yet</h2>
    <p>
      This version of Partnership Manager has a card on deals. Open one of the deals on the right to see it.
    </p>
  </div>
);

const TABS = ['overview', 'partnership'] as const;
type Tab = (typeof TABS)[number];
const TAB_WORDS: Readonly<Record<Tab, string>> = { overview: 'Overview', partnership: 'Partnership' };

const tabOfAddress = (): Tab => (window.location.hash === '#overview' ? 'overview' : 'partnership');

interface TabsProps {
  readonly tab: Tab;
  readonly onChange: (tab: Tab) => void;
}

const RecordTabs = ({ tab, onChange }: TabsProps) => (
  <div className="tabs" role="tablist" aria-label="Views of this record">
    {TABS.map((each) => (
      <button
        key={each}
        type="button"
        role="tab"
        id={`tab-${each}`}
        aria-selected={each === tab}
        aria-controls="tab-panel"
        tabIndex={each === tab ? 0 : -1}
        onClick={() => onChange(each)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
          const other = each === 'overview' ? 'partnership' : 'overview';
          onChange(other);
          document.getElementById(`tab-${other}`)?.focus();
        }}
      >
        {TAB_WORDS[each]}
      </button>
    ))}
  </div>
);

const Partnership = ({ view }: Props) =>
  view.cards.length === 0 ? (
    <NoCard />
  ) : (
    <>
      {view.cards.map((card) => (
        <CardFrame key={card.uid} view={view} card={card} />
      ))}
    </>
  );

/** A record as HubSpot shows it: who it is, what happened, who belongs to it; the cards in the middle. */
export const RecordPage = ({ view }: Props) => {
  const [tab, setTab] = useState<Tab>(tabOfAddress);
  useEffect(() => {
    window.history.replaceState(null, '', `#${tab}`);
  }, [tab]);
  return (
    <div className="record">
      <Sidebar view={view} />
      <main>
        <RecordTabs tab={tab} onChange={setTab} />
        <div role="tabpanel" id="tab-panel" aria-labelledby={`tab-${tab}`}>
          {tab === 'overview' ? <Overview view={view} /> : <Partnership view={view} />}
        </div>
      </main>
      <Associations groups={view.associations} />
    </div>
  );
};
