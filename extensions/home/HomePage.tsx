import { Alert, EmptyState, Flex, Heading, List, Tab, Tabs, Text } from '@hubspot/ui-extensions';

import type { Ask } from '../ask.js';
import { Failed } from '../Failed.js';
import { Loading } from '../Loading.js';
import type { HomeActions } from './home-actions.js';
import { useLookAgain } from '../use-look-again.js';
import { useView } from '../use-view.js';
import type { HomeEmpty, HomeReady, HomeView } from '../view.js';
import { DryRun } from './DryRun.js';
import { Numbers } from './Numbers.js';
import { Overview } from './Overview.js';
import { Partners } from './Partners.js';
import { ProgrammeTab } from './programme/ProgrammeTab.js';
import { Queues } from './Queues.js';
import { Registrations } from './Registrations.js';
import { SyncHealth } from './SyncHealth.js';

interface Props {
  readonly ask: Ask;
  readonly actions: HomeActions;
}

const KINDS: readonly HomeView['kind'][] = ['home', 'home-empty'];
const NONE = {};

const QUEUES_OF_EMPTY: HomeReady['queues'] = [
  { queue: 'conflicts', title: 'Conflicts', total: null, waits: false },
  { queue: 'proposed', title: 'Proposed tags', total: null, waits: false },
  { queue: 'suggested', title: 'Suggested partners', total: null, waits: false },
  { queue: 'findings', title: 'Findings', total: null, waits: false },
];

const Empty = ({ view }: { readonly view: HomeEmpty }) => (
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

const Opening = ({ view }: { readonly view: HomeReady }) => (
  <Flex direction="column" gap="small">
    <Heading>Partnerships</Heading>
    <Text variant="microcopy">{view.basis}</Text>
    {view.notices.map(({ text, variant }) => (
      <Alert key={text} title={text} variant={variant} />
    ))}
    <Numbers numbers={view.numbers} />
  </Flex>
);

/** Five numbers first; the rest behind tabs, each of which asks for its lists when it is opened. */
export const HomePage = ({ ask, actions }: Props) => {
  const { revision, lookAgain } = useLookAgain();
  const question = { ask, name: 'home', parameters: NONE, kinds: KINDS, revision } as const;
  const { state, retry } = useView<HomeView>(question);
  if (state.kind === 'loading') return <Loading label="Adding up the portfolio" />;
  if (state.kind === 'failed') {
    return <Failed title="The home page could not be shown" problem={state.problem} onRetry={retry} />;
  }
  const { view } = state;
  return (
    <Flex direction="column" gap="large">
      {view.kind === 'home' ? <Opening view={view} /> : <Empty view={view} />}
      <Tabs defaultSelected={view.kind === 'home' ? 'overview' : 'partners'}>
        {view.kind === 'home' ? (
          <Tab tabId="overview" title="Portfolio">
            <Overview view={view} />
          </Tab>
        ) : null}
        <Tab tabId="partners" title="Partners">
          <Partners ask={ask} hasNumbers={view.kind === 'home'} />
        </Tab>
        <Tab tabId="programme" title="Programme">
          <ProgrammeTab ask={ask} />
        </Tab>
        <Tab tabId="registrations" title="Registrations">
          <Registrations ask={ask} actions={actions} onChanged={lookAgain} />
        </Tab>
        <Tab tabId="queues" title="To decide">
          <Queues
            ask={ask}
            actions={actions}
            onChanged={lookAgain}
            totals={view.kind === 'home' ? view.queues : QUEUES_OF_EMPTY}
            precision={view.kind === 'home' ? view.precision : null}
          />
        </Tab>
        <Tab tabId="sync" title="Sync">
          <Flex direction="column" gap="medium">
            {view.kind === 'home' ? <SyncHealth sync={view.sync} /> : null}
            <DryRun ask={ask} dryRun={view.dryRun} />
          </Flex>
        </Tab>
      </Tabs>
    </Flex>
  );
};
