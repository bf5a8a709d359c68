import { DialogButton } from '../DialogButton.js';
import type { DealCardPartner, DealCardSuggestion, DealCardTagging } from '../view.js';
import { RegisterForm } from '../registrations/RegisterForm.js';
import type { Acting } from './acting.js';
import { TagForm } from './TagForm.js';

interface Props {
  readonly tagging: DealCardTagging;
  readonly acting: Acting;
}

/** Tags any partner. */
export const TagPartner = ({ tagging, acting }: Props) => (
  <DialogButton id="tag-partner" label={tagging.button} title={tagging.button} variant="primary">
    {() => (
      <TagForm
        dialogId="tag-partner"
        tagging={tagging}
        acting={acting}
        partner={null}
        role={null}
        motion={null}
        canRemove={false}
      />
    )}
  </DialogButton>
);

/** A partner claims the deal by registering it: what stands against that, and what it would move, is shown first. */
export const RegisterDeal = ({ acting }: Pick<Props, 'acting'>) => (
  <DialogButton id="register-deal" label="Register for a partner" title="Register this deal for a partner">
    {() => (
      <RegisterForm
        dialogId="register-deal"
        companyId={null}
        dealId={acting.dealId}
        currency={null}
        acting={acting}
      />
    )}
  </DialogButton>
);

/** Tags the partner of a suggestion, in the role that it suggests. */
export const AcceptSuggestion = ({
  suggestion,
  tagging,
  acting,
}: Props & { readonly suggestion: DealCardSuggestion }) => {
  const id = `accept-${suggestion.companyId}`;
  return (
    <DialogButton id={id} label={suggestion.accept} title={tagging.button}>
      {() => (
        <TagForm
          dialogId={id}
          tagging={tagging}
          acting={acting}
          partner={suggestion}
          role={suggestion.role}
          motion={null}
          canRemove={false}
        />
      )}
    </DialogButton>
  );
};

/** Changes the tag of a partner on the deal, takes it off, or gives it one. */
export const ChangeTag = ({ partner, tagging, acting }: Props & { readonly partner: DealCardPartner }) => {
  const id = `change-${partner.companyId}`;
  const { tag } = partner;
  return (
    <DialogButton
      id={id}
      size="xs"
      variant="transparent"
      label={tag === null ? 'Tag' : 'Change'}
      title={tag === null ? tagging.button : 'Change the tag'}
    >
      {() => (
        <TagForm
          dialogId={id}
          tagging={tagging}
          acting={acting}
          partner={partner}
          role={tag?.role ?? null}
          motion={tag?.motion ?? null}
          canRemove={tag !== null}
        />
      )}
    </DialogButton>
  );
};
