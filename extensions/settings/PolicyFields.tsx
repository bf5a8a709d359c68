import { Accordion, Alert, Flex, Heading, Input, MultiSelect, Select } from '@hubspot/ui-extensions';

import type { PolicyField, PolicyFieldGroup } from '../view.js';
import { pathOf, readNumber, shownIn, type Unreadable } from './policy-number.js';
import { isReadable, settingInForce, withField } from './policy-text.js';

interface Props {
  readonly groups: readonly PolicyFieldGroup[];
  readonly text: string;
  readonly defaults: string;
  readonly unreadable: Unreadable;
  /** The text that a field makes, and the path of that field. */
  readonly onChange: (text: string, path: string) => void;
  /** A number field holds what is no value of its setting. */
  readonly onUnreadable: (path: string, written: string) => void;
}

interface FieldProps extends Omit<Props, 'groups'> {
  readonly field: PolicyField;
}

interface NumberProps extends FieldProps {
  readonly field: Extract<PolicyField, { kind: 'number' }>;
}

/**
 * A field of text: HubSpot does not say what its input of numbers tells of an emptied field, and it limits a number
 * without a word.
 */
const NumberField = ({ field, text, defaults, unreadable, onChange, onUnreadable }: NumberProps) => {
  const shown = shownIn(field, text, defaults, unreadable);
  const reading = readNumber(field, shown);
  const set = (written: string) => {
    const next = readNumber(field, written);
    if (next.kind === 'problem') onUnreadable(pathOf(field), written);
    else onChange(withField(text, defaults, field, next.value), pathOf(field));
  };
  return (
    <Input
      name={pathOf(field)}
      label={field.label}
      description={field.hint}
      {...(field.emptyMeans === null ? {} : { placeholder: field.emptyMeans })}
      value={shown}
      error={reading.kind === 'problem'}
      {...(reading.kind === 'problem' ? { validationMessage: reading.problem } : {})}
      onChange={set}
    />
  );
};

/** What was chosen keeps its place; what comes new is the last. */
const inOrder = (before: readonly string[], next: readonly string[]): readonly string[] => [
  ...before.filter((value) => next.includes(value)),
  ...next.filter((value) => !before.includes(value)),
];

const Field = (props: FieldProps) => {
  const { field, text, defaults, onChange } = props;
  if (field.kind === 'number') return <NumberField {...props} field={field} />;
  const value = settingInForce(text, defaults, field);
  const set = (next: unknown) => onChange(withField(text, defaults, field, next), pathOf(field));
  const common = { name: pathOf(field), label: field.label, description: field.hint };
  if (field.kind === 'choice') {
    return (
      <Select
        {...common}
        {...(typeof value === 'string' ? { value } : {})}
        options={[...field.options]}
        onChange={(next) => set(next)}
      />
    );
  }
  if (field.kind === 'several') {
    const chosen = Array.isArray(value) ? value.map(String) : [];
    return (
      <MultiSelect
        {...common}
        value={chosen}
        options={[...field.options]}
        onChange={(next) => set(inOrder(chosen, next.map(String)))}
      />
    );
  }
  return <Input {...common} value={typeof value === 'string' ? value : ''} onChange={(next) => set(next)} />;
};

const Fields = ({ group, ...rest }: Omit<Props, 'groups'> & { readonly group: PolicyFieldGroup }) => (
  <Flex direction="column" gap="small">
    {group.fields.map((field) => (
      <Field key={pathOf(field)} field={field} {...rest} />
    ))}
  </Flex>
);

/** The main settings, one field each. */
export const PolicyFields = ({ groups, ...rest }: Props) => {
  if (!isReadable(rest.text)) {
    return (
      <Alert title="The JSON below cannot be read" variant="warning">
        Mend it there, or check the policy to see where it breaks; then these fields come back.
      </Alert>
    );
  }
  return (
    <Flex direction="column" gap="medium">
      {groups.map((group) =>
        group.folded ? (
          <Accordion key={group.name} title={group.name} size="small">
            <Fields group={group} {...rest} />
          </Accordion>
        ) : (
          <Flex key={group.name} direction="column" gap="small">
            <Heading>{group.name}</Heading>
            <Fields group={group} {...rest} />
          </Flex>
        ),
      )}
    </Flex>
  );
};
