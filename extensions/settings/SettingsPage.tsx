import { EmptyState, Flex, Tab, Tabs, Text } from '@hubspot/ui-extensions';
import { useCallback } from 'react';

import type { Ask } from '../ask.js';
import { Failed } from '../Failed.js';
import { Loading } from '../Loading.js';
import { useView } from '../use-view.js';
import type { SettingsEmpty, SettingsReady, SettingsView } from '../view.js';
import type { PageActions } from './page-actions.js';
import { PolicyEditor } from './PolicyEditor.js';
import { SetUp } from './SetUp.js';
import { Tagging } from './Tagging.js';

interface Props {
  readonly ask: Ask;
  readonly actions: PageActions;
}

interface Shown<View> extends Props {
  readonly view: View;
  /** Draws the page as an action left it, and says what was done. */
  readonly onSaved: (saved: Saved) => void;
}

interface Saved {
  readonly message: string;
  readonly next: string | null;
  readonly settings: SettingsView;
}

const KINDS: readonly SettingsView['kind'][] = ['ready', 'empty'];
const NOTHING = {};

/** Draws the settings page in one of its four states: loading, failed, nothing set up yet, ready. */
export const SettingsPage = ({ ask, actions }: Props) => {
  const { state, retry, show } = useView<SettingsView>({
    ask,
    name: 'settings',
    parameters: NOTHING,
    kinds: KINDS,
  });
  const onSaved = useCallback(
    ({ message, next, settings }: Saved) => {
      show(settings);
      actions.addAlert({ type: 'success', title: message, message: next ?? '' });
    },
    [show, actions],
  );
  if (state.kind === 'loading') return <Loading label="Looking at what is set up" />;
  if (state.kind === 'failed') {
    return <Failed title="The settings could not be shown" problem={state.problem} onRetry={retry} />;
  }
  const { view } = state;
  const own = { ask, actions, onSaved };
  return view.kind === 'ready' ? <Ready {...own} view={view} /> : <NotSetUp {...own} view={view} />;
};

const Ready = ({ view, ask, actions, onSaved }: Shown<SettingsReady>) => (
  <Flex direction="column" gap="medium">
    <Tabs defaultSelected={view.setUp.complete ? 'policy' : 'set-up'}>
      <Tab tabId="set-up" title="Set-up">
        <SetUp view={view.setUp} ask={ask} onSaved={onSaved} />
      </Tab>
      <Tab tabId="policy" title="Policy">
        {/* Another policy in force: the editor starts over from it. */}
        <PolicyEditor
          key={view.policy.basis}
          view={view.policy}
          ask={ask}
          actions={actions}
          onSaved={onSaved}
        />
      </Tab>
      <Tab tabId="tags" title="Tags">
        <Tagging key={view.tagging.value} view={view.tagging} ask={ask} onSaved={onSaved} />
      </Tab>
    </Tabs>
    <Text variant="microcopy">{view.basis}</Text>
  </Flex>
);

const NotSetUp = ({ view, ask, onSaved }: Shown<SettingsEmpty>) => (
  <Flex direction="column" gap="large">
    <EmptyState title={view.headline} layout="vertical">
      <Text>{view.hint}</Text>
    </EmptyState>
    <SetUp view={view.setUp} ask={ask} onSaved={onSaved} />
  </Flex>
);
