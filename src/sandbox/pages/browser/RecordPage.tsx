import { useCallback, useEffect, useMemo, useState } from 'react';

import type { RecordView } from '../page-view.js';
import { Associations } from './Associations.js';
import type { Place } from './card-worker.js';
import { CardFrame } from './Extension.js';
import { IconBack, IconCall, IconMail, IconMeeting, IconNote } from './icons.js';
import { Overview } from './Overview.js';
import { readView, type RecordRef } from './page-requests.js';
import { Property } from './Property.js';
import { onRecordChanged, recordChanged } from './record-changes.js';

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
  <ul className="record-actions" aria-hidden="true" title="not emulated: making activities">
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

const LISTS = {
  deals: { href: '/record/deals', title: 'Deals' },
  companies: { href: '/record/companies', title: 'Companies' },
} as const;

const Identity = ({ view }: Props) => {
  const { href, title } = LISTS[view.objectType];
  return (
    <section className="identity" aria-label="This record">
      <a className="back" href={href}>
        <IconBack /> {title}
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
    </section>
  );
};

const About = ({ view }: Props) => {
  const { objectTypeId, recordId } = view;
  const record = useMemo<RecordRef>(() => ({ objectTypeId, recordId }), [objectTypeId, recordId]);
  return (
    <aside className="about" aria-label="About this record">
      {view.groups.map((group) => (
        <details key={group.title} className="group" open>
          <summary>
            <h2>{group.title}</h2>
          </summary>
          {group.properties.map((property) => (
            <Property key={property.label} record={record} property={property} />
          ))}
        </details>
      ))}
    </aside>
  );
};

const NoCard = ({ view }: Props) => (
  <div className="panel notice-panel">
    <h2>No Partnership card on this record yet</h2>
    <p>
      This version of Partnership Manager has no card on {view.objectType === 'deals' ? 'deals' : 'companies'}
      . The records that belong to this one are on the right.
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
        aria-controls={`panel-${each}`}
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

/** Reads the page once more, and shows what is there now; the cards go on as they are. */
const useFreshView = (first: RecordView): RecordView => {
  const [view, setView] = useState(first);
  useEffect(
    () =>
      onRecordChanged(() => {
        void readView().then((next) => {
          if (next.kind === 'record') setView(next);
        });
      }),
    [],
  );
  return view;
};

interface CardsProps extends Props {
  readonly location: 'tab' | 'sidebar';
}

const Cards = ({ view, location }: CardsProps) => {
  const { portalId, objectTypeId, recordId } = view;
  const place = useMemo<Place>(
    () => ({
      portalId,
      crm: { objectId: Number(recordId), objectTypeId },
      record: { objectTypeId, recordId },
    }),
    [portalId, objectTypeId, recordId],
  );
  // The list is new with each reading of the page; a card is started once.
  const [cards] = useState(() => view.cards.filter((card) => card.location === `crm.record.${location}`));
  const refresh = useCallback(() => recordChanged(), []);
  if (cards.length === 0) return location === 'tab' ? <NoCard view={view} /> : null;
  return (
    <>
      {cards.map((card) => (
        <CardFrame key={card.uid} place={place} card={card} refresh={refresh} />
      ))}
    </>
  );
};

/** A record as HubSpot shows it: who it is, what happened, who belongs to it; the cards in the middle and on the right. */
export const RecordPage = ({ view: first }: Props) => {
  const view = useFreshView(first);
  const [tab, setTab] = useState<Tab>(tabOfAddress);
  useEffect(() => {
    window.history.replaceState(null, '', `#${tab}`);
  }, [tab]);
  return (
    <div className="record">
      <Identity view={view} />
      <About view={view} />
      <main>
        <RecordTabs tab={tab} onChange={setTab} />
        <div role="tabpanel" id="panel-overview" aria-labelledby="tab-overview" hidden={tab !== 'overview'}>
          <Overview view={view} />
        </div>
        {/* Hidden, not taken away: a card keeps what it holds. */}
        <div
          role="tabpanel"
          id="panel-partnership"
          aria-labelledby="tab-partnership"
          hidden={tab !== 'partnership'}
        >
          <Cards view={view} location="tab" />
        </div>
      </main>
      <div className="aside-right">
        <Cards view={view} location="sidebar" />
        <Associations groups={view.associations} />
      </div>
    </div>
  );
};
