import { type Line, type NoiseSpan, sentencesOf } from './lines.ts';
import { speaks } from './signature.ts';

/** Keys whose values name tickets, people and dates, never what is wrong. */
const idleKeys =
	'ticket ?(?:id|no|nr|number|#)|case ?(?:id|no|number|#)|incident ?(?:id|no|number|#)|request ?(?:id|no|number|#)|reference(?: (?:id|no|number))?|ref|reporter|requester|requestor|requested by|requested for|raised by|opened by|logged by|submitted by|caller|assignee|assigned(?: to)?|assignment group|owner|watchers|created(?: (?:on|at|by|date))?|opened(?: at)?|updated(?: (?:on|at|by))?|date (?:created|opened|reported|raised)|due(?: date)?|sla|department|cost cent(?:er|re)|employee (?:id|no|number|#)|staff (?:id|no|number)|user ?id|contact(?: (?:number|name|phone|details))?|phone(?: number)?|telephone|callback(?: number)?|e-?mail(?: address)?|preferred contact(?: method)?|availability|best time to (?:call|contact)|manager|full name|your name|first name|last name|votes|resolution|view (?:ticket|issue|request)|ticket url';
/** Keys that grade the ticket: noise only with a grade, since "Status: disk full" is the problem. */
const gradeKeys = 'priority|severity|urgency|impact|status|state|channel|source|ticket type|issue type|request type|type|labels|sprint';
const grade =
	/^(?:p?\d(?:\s*[-–:(]\s*\w+\)?)?|very low|low(?:est)?|medium|moderate|normal|high(?:est)?|critical|major|minor|trivial|blocker|urgent|none|n\/a|new|open|opened|to ?do|in progress|pending|waiting(?: for \w+)?|assigned|unassigned|closed|resolved|on hold|e-?mail|mail|web|portal|phone|chat|self[- ]service|bug|task|story|incident|question|problem|service request|request|individual|single user|unresolved|-+)\.?$/i;
/** Keys that only label what is wrong: the value stays. */
const labelKeys =
	'summary|title|short description|brief description|description|detailed description|details|message|body|ticket description|issue description|problem description|description of (?:the )?(?:issue|problem)|comments?|additional (?:information|comments|details)';

const idleLine = new RegExp(
	`^[-*•|\\s]*(?:(?:${idleKeys})\\**\\s{0,3}[:=#]|(?:ticket|case|request|incident)\\s{0,3}[:#]\\s{0,3}\\S{0,20}\\d)`,
	'i',
);
const gradeLine = new RegExp(`^[-*•|\\s]*(?:${gradeKeys})\\**\\s{0,3}[:=]\\s*\\**`, 'i');
const labelLine = new RegExp(`^[-*•|\\s]*(?:${labelKeys})\\**\\s{0,3}:\\**(?=\\s|$)\\s*`, 'i');
const anyKey = new RegExp(
	`(?<![\\p{L}\\p{N}])(?:${idleKeys}|${gradeKeys}|${labelKeys}|subject|category|sub-?category|application|system|service|product|component|environment|location|error(?: message)?|steps to reproduce|issue|problem|name)\\s?:(?=\\s)`,
	'giu',
);

/** Lines that ticket systems and their forms put in. */
const machineLines = [
	/\b(?:do not|don['’]t) (?:remove|delete|edit|change|modify) (?:this|the) (?:line|text|section|subject|tag)\b/i,
	/\b(?:type|write|enter|add) your reply above (?:this|the) line\b|\breply above this line\b/i,
	/^\W*this (?:is an? )?(?:message|e-?mail)?\s?(?:is|was)?\s?(?:an? )?(?:auto(?:matically|matic|mated)?[- ]?(?:generated|mated|matic)?)\b.{0,60}(?:message|e-?mail|notification|sent|generated|reply|response)/i,
	/^\W*(?:please )?(?:do not|don['’]t) (?:reply|respond) (?:directly )?to this (?:e-?mail|message|address|notification)/i,
	/^\W*this message was sent (?:by|from|automatically)\b.{0,60}(?:jira|atlassian|zendesk|servicenow|freshdesk|system)/i,
	/^\W*(?:to (?:view|see|update|track|add) (?:this|the|your|a|additional) (?:ticket|request|issue|case|comments?)\b|you can (?:view|track|reply to) (?:this|the|your) (?:ticket|request|issue|case|e-?mail)\b)/i,
	/^\W*(?:powered by|delivered by) (?:zendesk|freshdesk|jira|servicenow|zoho|help ?scout)/i,
	/^\W*(?:_?no response_?|n\/a|none provided)\W*$/i,
	/^\W*\[[ x]\] i(?:['’]ve| have| agree| confirm| am| understand)\b/i,
	/^(?:please )?(?:describe|provide|enter) (?:your|the|a) .{0,80}(?:below|in detail|description|here)\W*$/i,
	/^\W*(?:add a comment|view issue|open issue|view (?:request|ticket|case)(?: online)?)\W*(?:https?:\S*)?\W*$/i,
	/^\[?(?:cid:|image:|inline image|image\d+\.(?:png|jpe?g|gif))[^\]]{0,200}\]?$/i,
	/^[-_=*~#\s]{5,}$/,
];

/** What forms and ticket systems put around the words of a person; labels without their values where the values matter. */
export function findFormText(lines: readonly Line[]): NoiseSpan[] {
	const written = lines.filter(({ text }) => text !== '');
	const keyed = written.map(({ text }) => /^[-*•|\s]*[\p{L}][\p{L}\p{N} _/#*-]{1,40}[:=]/u.test(text));
	return written.flatMap((line, at): NoiseSpan[] => {
		if (machineLines.some((pattern) => pattern.test(line.text.slice(0, 300))) && line.text.length <= 300) {
			return machineSentences(line);
		}
		const label = labelLine.exec(line.text)?.[0].length ?? 0;
		const end = isIdle(line.text, keyed[at - 1] === true || keyed[at + 1] === true) ? line.end : line.start + label;
		return end > line.start ? [{ kind: 'boilerplate', start: line.start, end }] : [];
	});
}

/** Of a line of several sentences only the machine's go. */
function machineSentences(line: Line): NoiseSpan[] {
	return sentencesOf(line)
		.filter(({ text }) => machineLines.some((pattern) => pattern.test(text)))
		.map(({ start, end }) => ({ kind: 'boilerplate', start, end }));
}

/** Beside no other key even "Manager: …" may be a sentence. */
function isIdle(text: string, inForm: boolean): boolean {
	if (text.length > 160) return false;
	if (inForm && idleLine.test(text)) return text.split(/\s+/).length <= 8 && !speaks(text.replace(/^[^:=#]*/, ''));
	const key = gradeLine.exec(text)?.[0];
	return key !== undefined && grade.test(text.slice(key.length).replace(/[*|\s]+$/, ''));
}

/** Offsets where the keys of a form begin that was flattened into one line; none for fewer than three keys. */
export function formBreaks(text: string): number[] {
	const keys = [...text.matchAll(anyKey)].map(({ index }) => index);
	return keys.length >= 3 ? keys : [];
}
