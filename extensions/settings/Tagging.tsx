import { Alert, Flex, LoadingButton, Text, ToggleGroup } from '@hubspot/ui-extensions';
import { useState } from 'react';

import type { Ask } from '../ask.js';
import { useAction } from '../use-action.js';
import type { SettingsSavedView, TaggingView } from '../view.js';

interface Props {
  readonly view: TaggingView;
  readonly ask: Ask;
  readonly onSaved: (saved: SettingsSavedView) => void;
}

const KINDS: readonly SettingsSavedView['kind'][] = ['saved'];

/** What becomes of a tag that somebody sets on a deal. */
export const Tagging = ({ view, ask, onSaved }: Props) => {
  const [value, setValue] = useState<string>(view.value);
  const { state, run } = useAction<SettingsSavedView>(ask, 'save-settings', KINDS);
  const save = async () => {
    const saved = await run({ tagging: value });
    if (saved !== null) onSaved(saved);
  };
  return (
    <Flex direction="column" gap="medium">
      <ToggleGroup
        name="tagging"
        label="When somebody tags a partner on a deal"
        toggleType="radioButtonList"
        value={value}
        options={view.options.map((option) => ({
          label: option.label,
          value: option.value,
          description: option.hint,
          readonly: view.readOnly !== null,
        }))}
        onChange={(next) => setValue(next)}
      />
      {view.readOnly !== null && <Text>{view.readOnly}</Text>}
      {state.kind === 'failed' && (
        <Alert title={state.problem.message} variant="danger">
          {state.problem.next}
        </Alert>
      )}
      <LoadingButton
        variant="primary"
        loading={state.kind === 'working'}
        disabled={view.readOnly !== null || value === view.value}
        onClick={() => void save()}
      >
        Save
      </LoadingButton>
    </Flex>
  );
};
