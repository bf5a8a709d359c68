import { Accordion, Alert, Divider, Flex, Heading, Tab, Tabs, Text } from '@hubspot/ui-extensions';
import { type ReactElement, type ReactNode, useState } from 'react';

import type { PartnerProgrammeView, ProgrammePart } from '../../view.js';
import type { ProgrammeActing } from './acting.js';
import { Agreement } from './Agreement.js';
import { Attention } from './Attention.js';
import { Cadence } from './Cadence.js';
import { Enablement } from './Enablement.js';
import { Escalations } from './Escalations.js';
import { Lifecycle } from './Lifecycle.js';
import { Log } from './Log.js';
import { Plan } from './Plan.js';
import { Registrations } from './Registrations.js';
import { Reviews } from './Reviews.js';
import { Tier } from './Tier.js';

interface Props {
  readonly view: PartnerProgrammeView;
  readonly acting: ProgrammeActing;
}

/** Few and short, so that all of them are seen in a card's width. */
const TITLES: Readonly<Record<ProgrammePart, string>> = {
  overview: 'Overview',
  agreement: 'Agreement & people',
  plan: 'Joint plan',
  meetings: 'Meetings',
  registrations: 'Registrations',
};

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <Flex direction="column" gap="small">
    <Divider />
    <Heading>{title}</Heading>
    {children}
  </Flex>
);

interface OverviewProps extends Props {
  readonly onOpen: (part: ProgrammePart) => void;
}

/** What waits first, then where the partner stands, and at the end who changed what. */
const Overview = ({ view, acting, onOpen }: OverviewProps) => (
  <Flex direction="column" gap="medium">
    <Attention items={view.attention} titles={TITLES} onOpen={onOpen} />
    <Part title="Partner lifecycle stage">
      <Lifecycle section={view.lifecycle} acting={acting} />
    </Part>
    {view.tier !== null && (
      <Part title="Tier">
        <Tier section={view.tier} acting={acting} />
      </Part>
    )}
    <Accordion title="Changes to this programme">
      <Log log={view.log} />
    </Accordion>
  </Flex>
);

/** The bodies of the other parts, in the order of their tabs. */
const otherParts = ({ view, acting }: Props): readonly (readonly [ProgrammePart, ReactElement])[] => [
  [
    'agreement',
    <Flex key="agreement" direction="column" gap="medium">
      {view.agreement !== null && <Agreement section={view.agreement} acting={acting} />}
      {view.enablement !== null && (
        <Part title="People and certifications">
          <Enablement section={view.enablement} acting={acting} />
        </Part>
      )}
    </Flex>,
  ],
  ['plan', <Plan key="plan" section={view.plan} acting={acting} />],
  [
    'meetings',
    <Flex key="meetings" direction="column" gap="medium">
      <Cadence section={view.cadence} />
      <Part title="Health reviews">
        <Reviews section={view.reviews} acting={acting} />
      </Part>
    </Flex>,
  ],
  [
    'registrations',
    <Flex key="registrations" direction="column" gap="medium">
      <Registrations acting={acting} />
      <Part title="Escalations">
        <Escalations section={view.escalations} />
      </Part>
    </Flex>,
  ],
];

/** The programme of a partner, a tab a part. */
export const Sections = ({ view, acting }: Props) => {
  const [part, setPart] = useState<ProgrammePart>('overview');
  const others = otherParts({ view, acting });
  return (
    <Flex direction="column" gap="small">
      {view.notices.map((notice) => (
        <Alert key={notice} title={notice} variant="warning" />
      ))}
      <Tabs selected={part} onSelectedChange={(tabId: string | number) => setPart(tabId as ProgrammePart)}>
        <Tab tabId="overview" title={TITLES.overview}>
          <Overview view={view} acting={acting} onOpen={setPart} />
        </Tab>
        {others.map(([id, body]) => (
          <Tab key={id} tabId={id} title={TITLES[id]}>
            {body}
          </Tab>
        ))}
      </Tabs>
      <Text variant="microcopy">{view.basis}</Text>
    </Flex>
  );
};
