import { Alert, Flex, Tab, Tabs, Text } from '@hubspot/ui-extensions';
import type { ReactElement } from 'react';

import type { PartnerProgrammeView } from '../../view.js';
import type { ProgrammeActing } from './acting.js';
import { Lifecycle } from './Lifecycle.js';
import { Log } from './Log.js';

interface Props {
  readonly view: PartnerProgrammeView;
  readonly acting: ProgrammeActing;
}

interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: ReactElement;
}

/** One a section, in the order in which they are read; those without anything to say are left out. */
const sectionsOf = ({ view, acting }: Props): readonly Section[] => [
  {
    id: 'lifecycle',
    title: 'Lifecycle',
    body: <Lifecycle section={view.lifecycle} acting={acting} />,
  },
  { id: 'log', title: 'Changes', body: <Log log={view.log} /> },
];

/** The programme of a partner, a tab a section. */
export const Sections = ({ view, acting }: Props) => (
  <Flex direction="column" gap="small">
    {view.notices.map((notice) => (
      <Alert key={notice} title={notice} variant="warning" />
    ))}
    <Tabs defaultSelected="lifecycle">
      {sectionsOf({ view, acting }).map(({ id, title, body }) => (
        <Tab key={id} tabId={id} title={title}>
          {body}
        </Tab>
      ))}
    </Tabs>
    <Text variant="microcopy">{view.basis}</Text>
  </Flex>
);
