import { Accordion, Alert, Flex, LoadingButton, Text, TextArea } from '@hubspot/ui-extensions';
import { useState } from 'react';

import type { Ask } from '../ask.js';
import { useAction } from '../use-action.js';
import type { PolicyCheckedView, PolicyEffectView, PolicyView, SettingsSavedView } from '../view.js';
import { OtherPolicies } from './OtherPolicies.js';
import type { PageActions } from './page-actions.js';
import { Checked, Unusable } from './PolicyAnswers.js';
import { PolicyEffect } from './PolicyEffect.js';
import { PolicyFields } from './PolicyFields.js';
import { settingIn } from './policy-text.js';
import { type PolicyDraft, usePolicyDraft } from './use-policy-draft.js';

interface Props {
  readonly view: PolicyView;
  readonly ask: Ask;
  readonly actions: PageActions;
  readonly onSaved: (saved: SettingsSavedView) => void;
}

type Answered = PolicyCheckedView | PolicyEffectView | SettingsSavedView;
type Mode = 'check' | 'preview' | 'save';

const KINDS: readonly Answered['kind'][] = ['policy-checked', 'policy-effect', 'saved'];

/** What was answered about the text as it stands. */
interface Answers {
  /** The text that was asked about: an answer that comes after the next edit is about another policy. */
  readonly text: string;
  /** What Check says, or a refusal of the fields. */
  readonly checked: PolicyCheckedView | readonly string[] | null;
  readonly effect: PolicyEffectView | null;
}

const NOTHING: Answers = { text: '', checked: null, effect: null };

interface Asking {
  readonly draft: PolicyDraft;
  readonly answers: Answers;
  readonly working: Mode | null;
  readonly problem: { readonly message: string; readonly next: string } | null;
  readonly send: (mode: Mode) => Promise<void>;
}

/** The draft, and what the server says of it: every answer falls with the next edit. */
const useEditor = ({ view, ask, onSaved }: Props): Asking => {
  const [answers, setAnswers] = useState(NOTHING);
  const [asked, setAsked] = useState<Mode>('check');
  const { state, run } = useAction<Answered>(ask, 'policy', KINDS);
  const draft = usePolicyDraft(view, () => setAnswers(NOTHING));
  const { text, problems } = draft;
  const send = async (mode: Mode) => {
    setAsked(mode);
    if (problems.length > 0) {
      setAnswers({ text, checked: problems, effect: null });
      return;
    }
    const next = await run(mode === 'save' ? { mode, text, basis: view.basis } : { mode, text });
    if (next?.kind === 'saved') onSaved(next);
    else if (next?.kind === 'policy-effect') setAnswers({ text, checked: null, effect: next });
    else if (next?.kind === 'policy-checked') {
      setAnswers((before) => ({ text, checked: next, effect: before.text === text ? before.effect : null }));
    }
  };
  return {
    draft,
    answers: answers.text === text ? answers : NOTHING,
    working: state.kind === 'working' ? asked : null,
    problem: state.kind === 'failed' ? state.problem : null,
    send,
  };
};

/** Why it cannot be saved as it stands; null where it can: its effect is on the page. */
const inTheWay = (view: PolicyView, { draft, answers }: Asking): string | null => {
  const [first] = draft.problems;
  if (first !== undefined) return first;
  if (draft.text === view.text) return 'Nothing is changed yet.';
  if (settingIn(draft.text, ['version']) === view.version) {
    return 'Give the changed policy a version of its own, preview its effect, then save it.';
  }
  return answers.effect === null ? 'Preview the effect first: it is shown before it is saved.' : null;
};

const Buttons = ({ view, editor }: { readonly view: PolicyView; readonly editor: Asking }) => {
  const { working, send } = editor;
  const readOnly = view.readOnly !== null;
  const why = inTheWay(view, editor);
  const shared = (mode: Mode) => ({ loading: working === mode, onClick: () => void send(mode) });
  return (
    <Flex direction="row" gap="small" align="center" wrap={true}>
      <LoadingButton {...shared('check')} disabled={working !== null}>
        Check
      </LoadingButton>
      <LoadingButton {...shared('preview')} disabled={working !== null}>
        Preview the effect
      </LoadingButton>
      <LoadingButton
        variant="primary"
        {...shared('save')}
        disabled={working !== null || readOnly || why !== null}
      >
        Save
      </LoadingButton>
      {!readOnly && why !== null && <Text variant="microcopy">{why}</Text>}
    </Flex>
  );
};

const Answer = ({ answers, actions }: { readonly answers: Answers; readonly actions: PageActions }) => {
  const { checked, effect } = answers;
  return (
    <>
      {checked !== null && ('kind' in checked ? <Checked view={checked} /> : <Unusable problems={checked} />)}
      {effect !== null && <PolicyEffect view={effect} actions={actions} />}
    </>
  );
};

/** The policy: main settings as fields, all of it as JSON, checked, previewed and saved. */
export const PolicyEditor = (props: Props) => {
  const { view, actions } = props;
  const editor = useEditor(props);
  const { draft, answers, problem } = editor;
  return (
    <Flex direction="column" gap="medium">
      <Text format={{ fontWeight: 'demibold' }}>{view.sentence}</Text>
      {view.readOnly !== null && <Alert title={view.readOnly} variant="info" />}
      <PolicyFields
        groups={view.groups}
        text={draft.text}
        defaults={view.defaults}
        unreadable={draft.unreadable}
        onChange={draft.edit}
        onUnreadable={draft.refuse}
      />
      <Accordion title="The whole policy as JSON" size="small">
        <TextArea
          name="policy"
          label="Policy"
          description="Every setting, those without a field too. What is left out has its default."
          rows={20}
          resize="vertical"
          value={draft.text}
          onChange={(text) => draft.edit(text)}
        />
      </Accordion>
      <Buttons view={view} editor={editor} />
      {problem !== null && (
        <Alert title={problem.message} variant="danger">
          {problem.next}
        </Alert>
      )}
      <Answer answers={answers} actions={actions} />
      <OtherPolicies past={view.history} defaults={view.defaults} onTake={(text) => draft.edit(text)} />
    </Flex>
  );
};
