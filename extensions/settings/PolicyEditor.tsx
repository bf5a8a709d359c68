import { Accordion, Alert, Button, Flex, List, LoadingButton, Text, TextArea } from '@hubspot/ui-extensions';
import { useState } from 'react';

import type { Ask } from '../ask.js';
import { useAction } from '../use-action.js';
import type {
  PastPolicy,
  PolicyCheckedView,
  PolicyEffectView,
  PolicyView,
  SettingsSavedView,
} from '../view.js';
import type { PageActions } from './page-actions.js';
import { PolicyEffect } from './PolicyEffect.js';
import { PolicyFields } from './PolicyFields.js';

interface Props {
  readonly view: PolicyView;
  readonly ask: Ask;
  readonly actions: PageActions;
  readonly onSaved: (saved: SettingsSavedView) => void;
}

type Answered = PolicyCheckedView | PolicyEffectView | SettingsSavedView;
type Mode = 'check' | 'preview' | 'save';

const KINDS: readonly Answered['kind'][] = ['policy-checked', 'policy-effect', 'saved'];

const Lines = ({ lines }: { readonly lines: readonly string[] }) => (
  <List variant="unordered">
    {lines.map((line) => (
      <Text key={line}>{line}</Text>
    ))}
  </List>
);

const Checked = ({ view }: { readonly view: PolicyCheckedView }) =>
  view.valid ? (
    <Alert title="This policy is sound" variant={view.notes.length === 0 ? 'success' : 'info'}>
      <Lines lines={[...view.changes, ...view.notes]} />
    </Alert>
  ) : (
    <Alert title="This policy cannot be used yet" variant="danger">
      <Lines lines={view.problems} />
    </Alert>
  );

const Answer = ({ answer, actions }: { readonly answer: Answered | null; readonly actions: PageActions }) => {
  if (answer?.kind === 'policy-checked') return <Checked view={answer} />;
  return answer?.kind === 'policy-effect' ? <PolicyEffect view={answer} actions={actions} /> : null;
};

const History = ({
  past,
  onTake,
}: {
  readonly past: readonly PastPolicy[];
  readonly onTake: (text: string) => void;
}) => (
  <Accordion title="Policies saved before" size="small">
    <Flex direction="column" gap="small">
      {past.map(({ version, saved, text }, index) => (
        <Flex key={`${version} ${index}`} direction="row" gap="small" align="center" wrap={true}>
          <Text>
            {version}, {saved}
          </Text>
          <Button size="xs" onClick={() => onTake(text)}>
            Put {version} into the editor
          </Button>
        </Flex>
      ))}
    </Flex>
  </Accordion>
);

/** The policy: main settings as fields, all of it as JSON, checked, previewed and saved. */
export const PolicyEditor = ({ view, ask, actions, onSaved }: Props) => {
  const [text, setText] = useState(view.text);
  const [answer, setAnswer] = useState<Answered | null>(null);
  const [asked, setAsked] = useState<Mode | null>(null);
  const { state, run } = useAction<Answered>(ask, 'policy', KINDS);
  const working = state.kind === 'working';
  const edit = (next: string) => {
    setText(next);
    // What was answered was about another text.
    setAnswer(null);
  };
  const send = async (mode: Mode) => {
    setAsked(mode);
    setAnswer(null);
    const next = await run(mode === 'save' ? { mode, text, basis: view.basis } : { mode, text });
    if (next?.kind === 'saved') onSaved(next);
    else setAnswer(next);
  };
  return (
    <Flex direction="column" gap="medium">
      <Text format={{ fontWeight: 'demibold' }}>{view.sentence}</Text>
      {view.readOnly !== null && <Alert title={view.readOnly} variant="info" />}
      <PolicyFields groups={view.groups} text={text} onChange={edit} />
      <Accordion title="The whole policy as JSON" size="small">
        <TextArea
          name="policy"
          label="Policy"
          description="Every setting, those without a field too. What is left out has its default."
          rows={20}
          resize="vertical"
          value={text}
          onChange={edit}
        />
      </Accordion>
      <Flex direction="row" gap="small" wrap={true}>
        <LoadingButton
          loading={working && asked === 'check'}
          disabled={working}
          onClick={() => void send('check')}
        >
          Check
        </LoadingButton>
        <LoadingButton
          loading={working && asked === 'preview'}
          disabled={working}
          onClick={() => void send('preview')}
        >
          Preview the effect
        </LoadingButton>
        <LoadingButton
          variant="primary"
          loading={working && asked === 'save'}
          disabled={working || view.readOnly !== null || text === view.text}
          onClick={() => void send('save')}
        >
          Save
        </LoadingButton>
      </Flex>
      {state.kind === 'failed' && (
        <Alert title={state.problem.message} variant="danger">
          {state.problem.next}
        </Alert>
      )}
      <Answer answer={answer} actions={actions} />
      {view.history.length > 0 && <History past={view.history} onTake={edit} />}
    </Flex>
  );
};
