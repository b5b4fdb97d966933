import { axisX, barX, dot, gridX, plot, ruleX, text } from '@observablehq/plot';
import type { Summary } from './summary.ts';

/** Sections that are drawn; the table has them all. */
const most = 20;

/** What the tables say, drawn: the sections that are missed most, and how modules are passed. None where nothing is to be drawn. */
export function drawPlots(summary: Summary, width: number): SVGElement[] {
	const sections = summary.sections.filter(({ missed }) => missed.count > 0).slice(0, most);
	const modules = summary.modules.filter(({ passedFirst }) => passedFirst.of > 0);
	const labels = Math.min(220, width * 0.4);
	const common = { width, marginLeft: labels, marginBottom: 44, style: { background: 'none', fontSize: '12px' } };
	const letters = Math.floor(labels / 8);
	const fit = (label: string): string => (label.length > letters ? `${label.slice(0, letters - 1)}…` : label);
	const drawn: (Element | null)[] = [
		sections.length === 0
			? null
			: plot({
					...common,
					height: 70 + 24 * sections.length,
					ariaLabel:
						'Share of first answers that were wrong, by section, with its 95 % interval. Dashed: over all sections. Red: worth rewriting.',
					x: { domain: [0, 100], percent: true, label: 'missed at the first answer, %' },
					y: { label: null, domain: sections.map(({ about }) => about), tickFormat: fit },
					color: { domain: [false, true], range: ['currentColor', 'var(--none)'] },
					marks: [
						gridX(),
						ruleX(summary.missed.share === null ? [] : [summary.missed.share], { strokeDasharray: '4 3' }),
						barX(sections, {
							y: 'about',
							x1: ({ missed }) => missed.low,
							x2: ({ missed }) => missed.high,
							fillOpacity: 0.25,
							fill: 'isCandidate',
							insetTop: 7,
							insetBottom: 7,
						}),
						dot(sections, { y: 'about', x: ({ missed }) => missed.share, fill: 'isCandidate', r: 4 }),
					],
				}),
		modules.length === 0
			? null
			: plot({
					...common,
					height: 70 + 24 * modules.length,
					ariaLabel: 'Share of people who passed a module at the first attempt.',
					x: { domain: [0, 100], percent: true, label: 'passed at the first attempt, %' },
					y: { label: null, domain: modules.map(({ module }) => `${module.id} ${module.title}`), tickFormat: fit },
					marks: [
						axisX({ anchor: 'bottom' }),
						barX(modules, {
							y: ({ module }) => `${module.id} ${module.title}`,
							x: ({ passedFirst }) => passedFirst.share,
							fill: 'var(--sl-color-accent)',
							insetTop: 3,
							insetBottom: 3,
						}),
						text(modules, {
							y: ({ module }) => `${module.id} ${module.title}`,
							x: 0,
							dx: 6,
							textAnchor: 'start',
							text: ({ passedFirst }) => `${passedFirst.count} of ${passedFirst.of}`,
						}),
					],
				}),
	];
	return drawn.flatMap((one) => (one instanceof SVGElement ? [one] : []));
}
