import { useEffect, useState } from 'preact/hooks';
import type { ArticleFacts } from '../../layouts/article-facts.ts';
import { kindLabels, severityLabels, stateLabels } from '../../layouts/labels.ts';
import type { Filter } from '../../matching/match-ticket.ts';
import { allFacts } from './search.ts';

interface Props {
	filter: Filter;
	onChange(filter: Filter): void;
}

/** Narrows a search down; only what the articles have is offered. */
export function FilterBar({ filter, onChange }: Props) {
	const [facts, setFacts] = useState<ArticleFacts[]>([]);
	useEffect(() => {
		allFacts().then(setFacts, () => {});
	}, []);
	const values = <Value,>(read: (article: ArticleFacts) => Value[]): Value[] => [...new Set(facts.flatMap(read))].sort();
	const set = (name: keyof Filter, value: string): void => {
		const { [name]: _, ...others } = filter;
		onChange(value === '' ? others : { ...others, [name]: name === 'severity' ? Number(value) : value });
	};
	return (
		<div class="palette-filters not-content">
			<Choice
				name="Kind"
				value={filter.kind}
				options={values(({ kind }) => [kind]).map((kind) => [kind, kindLabels[kind].many])}
				onChoose={(value) => set('kind', value)}
			/>
			<Choice
				name="System"
				value={filter.system}
				options={values(({ systems }) => systems).map((system) => [system, system])}
				onChoose={(value) => set('system', value)}
			/>
			<Choice
				name="Severity"
				value={filter.severity?.toString()}
				options={values(({ severity }) => (severity === undefined ? [] : [severity])).map((severity) => [
					String(severity),
					severityLabels[severity] ?? '',
				])}
				onChoose={(value) => set('severity', value)}
			/>
			<Choice
				name="State"
				value={filter.state}
				options={values(({ state }) => [state]).map((state) => [state, stateLabels[state]])}
				onChoose={(value) => set('state', value)}
			/>
		</div>
	);
}

interface ChoiceProps {
	name: string;
	value: string | undefined;
	options: [value: string, label: string][];
	onChoose(value: string): void;
}

function Choice({ name, value = '', options, onChoose }: ChoiceProps) {
	return (
		<label>
			<span>{name}</span>
			<select value={value} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
				<option value="">any</option>
				{options.map(([option, label]) => (
					<option key={option} value={option}>
						{label}
					</option>
				))}
			</select>
		</label>
	);
}
