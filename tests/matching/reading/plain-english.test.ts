import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isPlainlyEnglish } from '../../../src/matching/reading/plain-english.ts';

describe('isPlainlyEnglish', () => {
	test('knows nearly every mail to the desk for English', () => {
		const mails = readFileSync('tests/sets/desk-mails.jsonl', 'utf8')
			.trim()
			.split('\n')
			.map((line): string => JSON.parse(line).text ?? JSON.parse(line).body);
		expect(mails.filter(isPlainlyEnglish).length / mails.length).toBeGreaterThan(0.95);
	});

	test.each([
		'Seit heute morgen kann ich keine Aufträge mehr öffnen, in der Warteschlange ist nichts, was soll ich tun',
		'Ik kan niet meer inloggen, de pagina is leeg en het scherm blijft wit, wat is er aan de hand met my account',
		'Depuis ce matin la file est vide et je ne peux plus me connecter, on a tout essayé, is it normal',
		'Desde esta mañana no puedo entrar, la cola me sale vacía y el video no se ve',
		'审核队列今天早上是空的，无法登录',
		'',
	])('leaves %s to those who can tell', (text) => {
		expect(isPlainlyEnglish(text)).toBe(false);
	});
});
