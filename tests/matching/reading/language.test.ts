import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foreignLanguage, isReadable } from '../../../src/matching/reading/language.ts';

/** By the code that the library gives; tickets of eight words and more. */
const foreign: Record<string, string[]> = {
	de: [
		'Hallo zusammen, die Queue lädt nicht, ich bekomme Error 502 im Review Tool.',
		'Der Export vom Dashboard bricht bei 80% ab, "download failed, please try again". Schon dreimal probiert.',
		'koennen wir bitte heute noch das passwort zuruecksetzen, es geht nicht mehr',
		'HALLO DIE QUEUE LÄDT NICHT ICH KANN NICHT ARBEITEN BITTE HELFEN',
	],
	fr: [
		'Impossible de me connecter avec le SSO, ça tourne en boucle et je reviens toujours à la page de login.',
		'slt, jai plus acces a la console depuis ce matin, vous pouvez regarder svp',
	],
	es: [
		'Hola equipo, la cola no carga desde esta mañana, me sale error 502 en Review Console.',
		'hola no puedo entrar a la cola me sale error y no se que hacer ayuda por favor',
	],
	pt: [
		'Meu item está bloqueado por mim mesmo mas eu fechei a aba faz uma hora, código RQ-4012',
		'o sistema caiu de novo aqui, ninguem do time consegue trabalhar',
	],
	it: [
		'L\'esportazione della dashboard si ferma all\'80% con "download failed", ho già provato tre volte.',
		'buongiorno non mi funziona piu il login da stamattina',
	],
	nl: [
		'De video speelt af zonder geluid, alleen in de Media Player, elders werkt het gewoon.',
		'Ik krijg geen meldingen meer in Slack als er een nieuwe case aan mij wordt toegewezen',
	],
	pl: [
		'Nie mogę się zalogować przez SSO, ciągle wraca do strony logowania.',
		'nie dziala mi logowanie, prosze o pomoc bo nie moge pracowac',
	],
	tr: [
		'Öğe kendi adımla kilitli görünüyor ama sekmeyi bir saat önce kapattım, kod RQ-4012',
		'sistem acilmiyor sabahtan beri bekliyoruz lutfen yardim edin bize',
	],
	ms: [
		'Labelling Workbench tidak menyimpan anotasi saya, setelah refresh semuanya hilang.',
		'akun saya ke lock gan, mohon dibantu reset password',
	],
	vi: ['Xuất dashboard dừng ở 80% với thông báo "download failed", đã thử ba lần.', 'Phím tắt không hoạt động sau khi cập nhật'],
	sv: [
		'Hej allihopa, kön laddar inte sedan i morse, jag får error 502 i Review Console.',
		'Jag hittar inte ärendet som jag skapade igår, sökningen ger inga träffar',
	],
	ro: [
		'Bulk action e blocat pe "processing" de o oră, sunt 300 de elemente, urgent!',
		'nu merge deloc sistemul de azi dimineata, va rog ajutati',
	],
	ru: [
		"Labelling Workbench не сохраняет разметку, TypeError: Cannot read properties of undefined (reading 'id')",
		'Пожалуйста, сбросьте мой пароль',
	],
	ar: ['مرحبا، قائمة الانتظار لا تعمل منذ الصباح، يظهر لي error 502 في Review Console.'],
	zh: ['Review Console 打不开，报错 502 Bad Gateway，请帮忙看一下，谢谢'],
	ja: ['SSO でログインできません。login ページに戻されます。'],
	ko: ['안녕하세요, 아침부터 대기열이 로드되지 않고 Review Console에서 error 502가 나옵니다.'],
	hi: ['नमस्ते, सुबह से कतार लोड नहीं हो रही है, Review Console में error 502 आ रहा है।'],
	th: ['เข้าสู่ระบบด้วย SSO ไม่ได้'],
	el: ['Καλημέρα, η ουρά δεν φορτώνει από το πρωί, error 502'],
};

describe('foreignLanguage', () => {
	test.each(Object.entries(foreign))('tells %s, with English names, words and codes in it', (language, tickets) => {
		expect(tickets.map(foreignLanguage)).toEqual(tickets.map(() => language));
	});

	test.each(['bitte passwort zurücksetzen', 'el dashboard no carga nada hoy', 'hệ thống lỗi rồi', '登录失败'])(
		'tells the short %s',
		(ticket) => {
			expect(isReadable(ticket)).toBe(false);
		},
	);

	test('is not misled by the English that a tool wrote into a foreign ticket', () => {
		const stack = "TypeError: Cannot read properties of undefined (reading 'id')\n    at Object.render (main.js:12:3345)";
		expect(foreignLanguage(`Seit dem Update bekomme ich folgenden Fehler:\n${stack}\nWas kann ich machen?`)).toBe('de');
		expect(foreignLanguage('Beim Speichern kommt "The server could not complete your request", was soll ich jetzt tun?')).toBe('de');
		expect(
			foreignLanguage(`Die Queue lädt seit heute nicht mehr, was kann ich tun?\n\`\`\`\n${'the queue does not load\n'.repeat(5)}\`\`\``),
		).toBe('de');
	});

	test('is not misled by an English greeting', () => {
		const problem = 'Die Queue lädt seit heute Morgen nicht mehr und ich kann keine Items öffnen, bitte um Hilfe.';
		expect(foreignLanguage(`Hello team, hope you are doing well. ${problem} Thanks in advance and kind regards`)).toBe('de');
	});

	test('wants more English than a few words to go by', () => {
		expect(foreignLanguage('Hello team, hope you are doing well. Die Queue lädt nicht mehr und ich kann keine Items öffnen.')).toBe('de');
	});

	test('knows letters that are put together from two', () => {
		expect(foreignLanguage('hệ thống bị lỗi rồi'.normalize('NFD'))).toBe('vi');
	});

	test('judges a text that is all in quotation marks by what it quotes', () => {
		expect(foreignLanguage('„Die Queue lädt nicht und ich bekomme immer einen Fehler“')).toBe('de');
		expect(foreignLanguage('"The queue does not load and I always get an error"')).toBe(null);
	});
});

describe('isReadable', () => {
	test.each([
		['nothing', ''],
		['a code', 'RQ-4012'],
		['one foreign word', 'gracias'],
		['a few words', 'spell aaron'],
		['three words', 'text mark hello'],
		['headlines', 'dashboard export stuck 80%'],
		['headlines of loan words', 'login error 403 forbidden sso review console'],
		['an error', 'password expired token invalid'],
		['abbreviations', 'plz fix, tool lagging bad, ppl on shift angry lol'],
		['shouting', 'URGENT!!! CANNOT LOG IN SINCE THIS MORNING'],
		['decorated letters', '𝗣𝗹𝗲𝗮𝘀𝗲 𝗵𝗲𝗹𝗽 𝗺𝘆 𝗾𝘂𝗲𝘂𝗲 𝗶𝘀 𝘀𝘁𝘂𝗰𝗸'],
		['names of people', 'Katarzyna Wiśniewska, Piotr Zieliński, Agnieszka Dąbrowska'],
		['names in English', 'Assign to Jean-François Lefèvre and Åsa Björkström'],
		['a name in another writing', '王伟 cannot log in'],
		['signs', 'μ and σ are missing from the chart'],
		['a greeting in another language', 'Bonjour team, the queue is not loading for me since this morning'],
		['a quoted comment', 'The translation of "das ist doch totaler Quatsch was du da schreibst" is wrong'],
		['a quoted comment in another writing', 'A user wrote «это что такое вообще за ерунда» and it is marked safe, right?'],
		[
			'a stack trace',
			'java.lang.NullPointerException\n\tat com.example.queue.Lease.acquire(Lease.java:112)\nCaused by: java.net.SocketTimeoutException',
		],
		['SQL', 'drop schema repack cascade;\ncreate extension pg_repack;'],
		['a shell command', "knife ssh 'roles:gprd-base-lb' -C 1 -a ipaddress sudo /opt/chef-client"],
		['paths', '$ sudo mkdir -p /var/log/pcap-$USER\n$ cd /var/log/pcap-$USER\n$ sudo chown $USER:$USER .'],
		['marked code', '```\nbundle exec knife ssh sudo chef\nrbenv install ruby\n```'],
		['JSON', '{"error":"lease_conflict","holder":"self","status":409}'],
	])('takes %s', (_, ticket) => {
		expect(isReadable(ticket)).toBe(true);
	});

	test('takes an English mail with a signature in another language', () => {
		const signature = 'Mit freundlichen Grüßen\nAnna Schmidt\nLeiterin Moderation\nBeispiel GmbH, Königstraße 12, 70173 Stuttgart';
		expect(isReadable(`Hi, the queue does not load since this morning, error 502.\n\n${signature}`)).toBe(true);
	});

	test('takes a ticket that says it in two languages, in either order', () => {
		const english = 'The queue does not load and I always get an error when I open it.';
		const german = 'Die Queue lädt nicht und ich bekomme immer einen Fehler beim Öffnen.';
		expect(isReadable(`${english} ${german}`)).toBe(true);
		expect(isReadable(`${german}\n${english}`)).toBe(true);
	});

	test('takes a foreign ticket with the problem in English, though that is the smaller part', () => {
		const german =
			'Die Queue lädt seit heute Morgen nicht mehr und ich kann leider keine Items mehr öffnen, das ganze Team in Berlin steht still.';
		expect(isReadable(german)).toBe(false);
		expect(isReadable(`${german} The queue does not load and I cannot open any items.`)).toBe(true);
	});

	test('takes any text, however strange, in no time', () => {
		const piece = fc.constantFrom('"', '“', '```', '「', "'", '-', 'a', 'É', '登', 'ﷺ', '\n', ' ', '.', '\ud800', 'Error:');
		fc.assert(
			fc.property(
				fc.array(piece).map((pieces) => pieces.join('')),
				(text) => typeof isReadable(text) === 'boolean',
			),
		);
		for (const nasty of ['"', "'a", 'a-', '“', '```', 'ﷺ', 'a.', 'É', '.', 'Error', '\n', '登']) {
			const start = performance.now();
			isReadable(nasty.repeat(32_768 / nasty.length));
			expect(performance.now() - start, nasty).toBeLessThan(200);
		}
	});
});
