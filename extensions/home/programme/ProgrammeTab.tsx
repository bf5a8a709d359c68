import { Alert, EmptyState, Flex, List, Tab, Tabs, Text } from '@hubspot/ui-extensions';

import type { Ask } from '../../ask.js';
import { Failed } from '../../Failed.js';
import { Loading } from '../../Loading.js';
import { useView } from '../../use-view.js';
import type { HomeProgrammeEmpty, HomeProgrammeReady, HomeProgrammeView } from '../../view.js';
import { Comparison } from './Comparison.js';
import { Forecast } from './Forecast.js';
import { Health } from './Health.js';
import { ProgrammeNumbers } from './ProgrammeNumbers.js';
import { ProgrammeQueue } from './ProgrammeQueue.js';

const KINDS: readonly HomeProgrammeView['kind'][] = ['home-programme', 'home-programme-empty'];
const NONE = {};

const Empty = ({ view }: { readonly view: HomeProgrammeEmpty }) => (
  <Flex direction="column" gap="medium">
    <EmptyState title={view.headline} layout="vertical">
      <Text>What has to be done, by whoever looks after the sync:</Text>
    </EmptyState>
    <List variant="ordered-styled">
      {view.steps.map((step) => (
        <Text key={step}>{step}</Text>
      ))}
    </List>
  </Flex>
);

const Ready = ({ ask, view }: { readonly ask: Ask; readonly view: HomeProgrammeReady }) => (
  <Flex direction="column" gap="medium">
    <Text variant="microcopy">{view.basis}</Text>
    {view.notices.map(({ text, variant }) => (
      <Alert key={text} title={text} variant={variant} />
    ))}
    <ProgrammeNumbers periods={view.periods} choice={view.choice} />
    <Tabs defaultSelected="waiting">
      <Tab tabId="waiting" title="What waits">
        <ProgrammeQueue ask={ask} />
      </Tab>
      <Tab tabId="health" title="Health of partners">
        <Health health={view.health} />
      </Tab>
      <Tab tabId="forecast" title="Forecast">
        <Forecast forecast={view.forecast} />
      </Tab>
      <Tab tabId="comparison" title="With and without a partner">
        <Comparison comparison={view.comparison} />
      </Tab>
    </Tabs>
  </Flex>
);

/** The partner programme: its numbers first, then what waits, health, forecast. Asked for when the tab is opened. */
export const ProgrammeTab = ({ ask }: { readonly ask: Ask }) => {
  const question = { ask, name: 'home-programme', parameters: NONE, kinds: KINDS } as const;
  const { state, retry } = useView<HomeProgrammeView>(question);
  switch (state.kind) {
    case 'loading':
      return <Loading label="Adding up the programme" />;
    case 'failed':
      return <Failed title="The programme could not be shown" problem={state.problem} onRetry={retry} />;
    case 'shown':
      return state.view.kind === 'home-programme' ? (
        <Ready ask={ask} view={state.view} />
      ) : (
        <Empty view={state.view} />
      );
  }
};
