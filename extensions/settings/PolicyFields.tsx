import { Accordion, Alert, Flex, Heading, Input, NumberInput, Select } from '@hubspot/ui-extensions';

import type { PolicyField, PolicyFieldGroup } from '../view.js';
import { isReadable, settingIn, withSetting } from './policy-text.js';

interface Props {
  readonly groups: readonly PolicyFieldGroup[];
  readonly text: string;
  readonly onChange: (text: string) => void;
}

interface FieldProps extends Omit<Props, 'groups'> {
  readonly field: PolicyField;
}

const Field = ({ field, text, onChange }: FieldProps) => {
  const value = settingIn(text, field.path);
  const set = (next: unknown) => onChange(withSetting(text, field.path, next));
  const name = field.path.join('.');
  const common = { name, label: field.label, description: field.hint };
  if (field.kind === 'number') {
    return (
      <NumberInput
        {...common}
        {...(typeof value === 'number' ? { value } : {})}
        {...(field.emptyMeans === null ? {} : { placeholder: field.emptyMeans })}
        min={0}
        onChange={(next) => set(Number.isFinite(next) ? next : undefined)}
      />
    );
  }
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
  return <Input {...common} value={typeof value === 'string' ? value : ''} onChange={(next) => set(next)} />;
};

const Fields = ({ group, ...rest }: Omit<Props, 'groups'> & { readonly group: PolicyFieldGroup }) => (
  <Flex direction="column" gap="small">
    {group.fields.map((field) => (
      <Field key={field.path.join('.')} field={field} {...rest} />
    ))}
  </Flex>
);

/** The main settings, one field each. */
export const PolicyFields = ({ groups, text, onChange }: Props) => {
  if (!isReadable(text)) {
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
            <Fields group={group} text={text} onChange={onChange} />
          </Accordion>
        ) : (
          <Flex key={group.name} direction="column" gap="small">
            <Heading>{group.name}</Heading>
            <Fields group={group} text={text} onChange={onChange} />
          </Flex>
        ),
      )}
    </Flex>
  );
};
