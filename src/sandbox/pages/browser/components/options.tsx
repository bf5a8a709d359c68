import { type KeyboardEvent, useEffect, useRef, useState } from 'react';

import { IconCheck } from '../icons.js';
import { classes } from './props.js';

type Value = string | number | boolean;
interface Option {
  readonly label: string;
  readonly value: Value;
}

interface Props {
  readonly listId: string;
  readonly label: string;
  readonly options: readonly Option[];
  readonly chosen: readonly Value[];
  readonly several: boolean;
  /** Absent: the list is filtered here. Present: the card finds the options for what is typed. */
  readonly onSearch: ((text: string) => void) | undefined;
  readonly choose: (value: Value) => void;
}

/** HubSpot's select has a search above more options than these. */
const WITHOUT_SEARCH = 7;

const NEXT: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_at, last) => last,
};

interface Search {
  readonly text: string;
  readonly at: number;
  readonly found: readonly Option[];
  readonly searchable: boolean;
  readonly type: (text: string) => void;
  readonly go: (at: number) => void;
}

/** What is typed, what is found by it, and which of it is in front. */
const useSearch = ({ options, chosen, onSearch }: Props): Search => {
  const [text, setText] = useState('');
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      options.findIndex(({ value }) => chosen.includes(value)),
    ),
  );
  const found =
    onSearch !== undefined
      ? options
      : options.filter((option) => option.label.toLowerCase().includes(text.toLowerCase()));
  return {
    text,
    found,
    at: Math.min(at, found.length - 1),
    searchable: onSearch !== undefined || options.length > WITHOUT_SEARCH,
    type: (next) => {
      setText(next);
      setAt(0);
      onSearch?.(next);
    },
    go: setAt,
  };
};

const keysOf =
  ({ at, found, searchable, go }: Search, choose: (value: Value) => void) =>
  (event: KeyboardEvent): void => {
    const move = NEXT[event.key];
    const option = found[at];
    if (move !== undefined) {
      event.preventDefault();
      go(move(at, found.length - 1));
    } else if ((event.key === 'Enter' || (event.key === ' ' && !searchable)) && option !== undefined) {
      event.preventDefault();
      choose(option.value);
    } else if (!searchable && event.key.length === 1) {
      const hit = found.findIndex((each) => each.label.toLowerCase().startsWith(event.key.toLowerCase()));
      if (hit >= 0) go(hit);
    }
  };

/** The open list of a select: arrows move, Enter chooses, letters search. */
export const Options = (props: Props) => {
  const { listId, label, chosen, several, choose } = props;
  const state = useSearch(props);
  const { text, found, at, searchable } = state;
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const optionId = (index: number) => `${listId}-${index}`;
  const pressed = keysOf(state, choose);
  const activeId = found.length === 0 ? undefined : optionId(at);

  useEffect(() => (search.current ?? list.current)?.focus(), []);
  useEffect(() => {
    list.current?.children.item(at)?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  return (
    <>
      {searchable ? (
        <div className="options-search">
          <input
            ref={search}
            className="input"
            type="text"
            role="combobox"
            aria-label={`Search ${label}`}
            aria-expanded="true"
            aria-controls={listId}
            aria-activedescendant={activeId}
            placeholder="Search"
            value={text}
            onChange={(event) => state.type(event.target.value)}
            onKeyDown={pressed}
          />
        </div>
      ) : null}
      <ul
        ref={list}
        id={listId}
        role="listbox"
        aria-label={label}
        aria-multiselectable={several || undefined}
        aria-activedescendant={searchable ? undefined : activeId}
        tabIndex={searchable ? -1 : 0}
        onKeyDown={searchable ? undefined : pressed}
      >
        {found.map((option, index) => (
          <li
            key={String(option.value)}
            id={optionId(index)}
            role="option"
            aria-selected={chosen.includes(option.value)}
            className={classes('option', index === at && 'option-active')}
            onClick={() => choose(option.value)}
            onPointerEnter={() => state.go(index)}
          >
            <span>{option.label}</span>
            {chosen.includes(option.value) ? <IconCheck /> : null}
          </li>
        ))}
      </ul>
      {found.length === 0 ? <p className="options-none">Nothing found</p> : null}
    </>
  );
};
