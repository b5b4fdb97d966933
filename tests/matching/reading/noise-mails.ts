/** A ticket as people send it, what of it must be left, and what must be gone. */
export interface Mail {
	name: string;
	text: string;
	stays: string[];
	goes: string[];
}

export const mails: Mail[] = [
	{
		name: 'an Outlook thread',
		text: `Hi team,

I hope this email finds you well.

Since Monday the queue export stops at 40 percent and the file is empty. Restarting the browser did not help.

Thanks in advance for your support.

Kind regards,
Maria Lindqvist
Senior Policy Analyst | Trust and Safety
Northwind Media Ltd
Tel: +353 1 555 0199 | M: +353 87 555 0123
12 Harbour Street, Dublin 2

________________________________
From: Support Desk <desk@example.com>
Sent: Friday, 3 May 2024 16:12
To: Maria Lindqvist <maria@example.com>
Cc: Peter Ng <peter@example.com>
Subject: RE: Laptop order [#88121]

Hello Maria, the new laptop has left the warehouse.

Regards,
Support Desk`,
		stays: ['Since Monday the queue export stops at 40 percent', 'Restarting the browser did not help.'],
		goes: [
			'Hi team',
			'finds you well',
			'in advance',
			'Kind regards',
			'Lindqvist',
			'Northwind',
			'555',
			'Harbour',
			'____',
			'laptop',
			'From:',
		],
	},
	{
		name: 'a Gmail reply above quoted lines',
		text: `It still drops after ten minutes, and now the VPN client shows code 809 as well.

On Tue, May 7, 2024 at 9:14 AM Service Desk <desk@example.com>
wrote:

> Hello Tom,
>
> please renew your certificate in the portal.
>
> On Mon, May 6, 2024 at 8:00 AM Tom <tom@example.com> wrote:
>
>> my vpn drops
`,
		stays: ['It still drops after ten minutes', 'code 809'],
		goes: ['On Tue', 'wrote', 'certificate', 'my vpn drops', '>'],
	},
	{
		name: 'a mail from a phone',
		text: 'Cannot open the shared calendar on my phone since the update\n\nSent from my iPhone',
		stays: ['Cannot open the shared calendar on my phone since the update'],
		goes: ['Sent from', 'iPhone'],
	},
	{
		name: 'a mail from a phone, in German, with a link',
		text: 'Der Export bricht jeden Morgen ab.\n\nViele Grüße\nJürgen\n\nVon meinem iPhone gesendet\nGet Outlook for Android<https://aka.ms/abc>',
		stays: ['Der Export bricht jeden Morgen ab.'],
		goes: ['Grüße', 'Jürgen', 'gesendet', 'Outlook'],
	},
	{
		name: 'a forwarded mail with few own words and a disclaimer',
		text: `FYI, can someone look at this please? This is the third one today.

Thanks
Anna

---------- Forwarded message ---------
From: Lee Wong <lee@partner.example>
Date: Wed, May 8, 2024 at 11:20 AM
Subject: Fwd: [EXTERNAL] appeal form shows blank page
To: <desk@example.com>

Dear Support,

the appeal form stays white after I press Send, in two browsers.

Best regards,
Lee Wong

CONFIDENTIALITY NOTICE: This e-mail and any attachments are confidential and intended solely for the addressee. If you have received this message in error, please notify the sender and delete it. Any unauthorised disclosure is prohibited.
Please consider the environment before printing this email.`,
		stays: ['appeal form shows blank page', 'the appeal form stays white after I press Send, in two browsers.'],
		goes: [
			'Anna',
			'Forwarded',
			'From:',
			'EXTERNAL',
			'Dear Support',
			'Lee Wong',
			'CONFIDENTIALITY',
			'delete it',
			'prohibited',
			'environment',
		],
	},
	{
		name: 'a mail that is all quotation',
		text: '> Hi,\n> the captions are shifted by two seconds in every clip.\n> Thanks\n>\n> On Mon, 6 May 2024 at 10:00, Bo <bo@example.com> wrote:\n>> do you have an example?',
		stays: ['the captions are shifted by two seconds in every clip.'],
		goes: ['Thanks', 'do you have an example', 'wrote'],
	},
	{
		name: 'an answer that only points at the mail below',
		text: `Please see below. Any update?

From: Ines Duarte
Sent: 4 June 2024 08:01
To: Help Desk
Subject: RE: Badge reader

The badge reader on floor 3 blinks red for everybody.`,
		stays: ['Badge reader', 'The badge reader on floor 3 blinks red for everybody.'],
		goes: ['Ines Duarte', 'Sent:', 'To:', 'RE:'],
	},
	{
		name: 'answers between quoted lines',
		text: `On 12/05/2024 09:30, Help Desk wrote:
> Which browser do you use?

Chrome 124, the same happens in Edge.

> Does the error come back after a restart?

Yes, always, the review panel stays grey.`,
		stays: ['Chrome 124, the same happens in Edge.', 'the review panel stays grey'],
		goes: ['Which browser', 'after a restart', 'wrote'],
	},
	{
		name: 'a mail that shows an error behind marks of quotation',
		text: 'When I save the policy I get this:\n\n> Lease 77 is held by another session\n> Ask the owner\n\nWhat can I do?',
		stays: ['When I save the policy I get this:', 'Lease 77 is held by another session', 'Ask the owner'],
		goes: [],
	},
	{
		name: 'a Java trace',
		text: `Hello,
the nightly import dies:

java.lang.IllegalStateException: lease is null
	at com.acme.lease.LeaseStore.open(LeaseStore.java:41)
	at java.base/java.lang.Thread.run(Thread.java:833)
	at com.acme.Main$$Lambda$14/0x0000.run(Unknown Source)
Caused by: java.sql.SQLException: ORA-00904: invalid identifier
	at oracle.jdbc.Driver.connect(Native Method)
	... 23 more

Since yesterday evening.`,
		stays: [
			'the nightly import dies:',
			'java.lang.IllegalStateException: lease is null',
			'Caused by: java.sql.SQLException: ORA-00904',
			'Since yesterday evening.',
		],
		goes: ['Hello', 'LeaseStore', 'Thread', 'Lambda', 'oracle.jdbc', '23 more'],
	},
	{
		name: 'a Python trace in the middle',
		text: `my classifier job stops with

Traceback (most recent call last):
  File "/srv/app/jobs.py", line 88, in run
    result = score(batch)
             ^^^^^^^^^^^^
  File "/srv/app/score.py", line 12, in score
    return table[key]
KeyError: 'threshold'

before the update it took five minutes and finished`,
		stays: ['my classifier job stops with', "KeyError: 'threshold'", 'before the update it took five minutes and finished'],
		goes: ['Traceback', 'jobs.py', 'result =', '^^^', 'return table'],
	},
	{
		name: 'a JavaScript trace from the console',
		text: `Review page is blank. Console says:
TypeError: Cannot read properties of undefined (reading 'lease')
    at renderPanel (https://review.example.com/static/app.js:2:1187)
    at async Promise.all (index 0)
    at new Panel (app.js:10:3)
    at /srv/web/server.js:14:9
render@https://review.example.com/static/app.js:2:1187`,
		stays: ['Review page is blank.', "TypeError: Cannot read properties of undefined (reading 'lease')"],
		goes: ['renderPanel', 'Promise.all', 'new Panel', 'server.js', 'render@'],
	},
	{
		name: '.NET and Go traces',
		text: `Unhandled exception. System.TimeoutException: The operation has timed out.
   at Acme.Sync.Client.Pull(String url, Int32 retries) in C:\\src\\Client.cs:line 42
--- End of stack trace from previous location ---
panic: runtime error: index out of range [3]

goroutine 1 [running]:
main.load(0xc000012345, 0x3)
	/app/main.go:27 +0x1d
created by main.start`,
		stays: ['System.TimeoutException: The operation has timed out.', 'panic: runtime error: index out of range [3]'],
		goes: ['Client.cs', 'End of stack', 'goroutine', 'main.load', 'main.go', 'created by'],
	},
	{
		name: 'a log',
		text: `The sync worker restarts all the time, log below

2024-05-08 10:00:01,100 INFO  [main] c.a.Sync - starting worker 1
2024-05-08 10:00:02,220 INFO  [main] c.a.Sync - connected
2024-05-08 10:00:03,333 ERROR [pool-1] c.a.Sync - token rejected by hub, code 17
2024-05-08 10:00:04,333 ERROR [pool-1] c.a.Sync - token rejected by hub, code 18
2024-05-08 10:00:05,000 DEBUG [main] c.a.Sync - shutting down`,
		stays: ['The sync worker restarts all the time', 'token rejected by hub, code 17'],
		goes: ['starting worker', 'connected', '10:00:03', 'code 18', 'shutting down'],
	},
	{
		name: 'a signature in two languages',
		text: `Bonjour,

The two factor code never reaches my phone in Montreal.

Cordialement / Best regards,
Élodie Tremblay
Analyste, Sécurité des contenus
Analyst, Content Safety
T : 514 555-0147
www.example.ca

Ce message et ses pièces jointes sont confidentiels et destinés au seul destinataire.
This message is confidential and intended only for the recipient.`,
		stays: ['The two factor code never reaches my phone in Montreal.'],
		goes: ['Bonjour', 'Cordialement', 'Tremblay', 'Analyste', 'Content Safety', '514', 'www', 'destinataire', 'recipient'],
	},
	{
		name: 'a monitoring alert',
		text: `[FIRING:1] HighErrorRate (web-03 critical)
Alert: HighErrorRate
Host: web-03
Service: review-api
Status: Problem
Severity: critical
Summary: 5xx rate above 5% for 10 minutes
2024-05-08 10:00:01 value=7.3`,
		stays: ['HighErrorRate', 'web-03', 'review-api', '5xx rate above 5% for 10 minutes', 'value=7.3'],
		goes: ['Severity'],
	},
	{
		name: 'a form',
		text: `Ticket ID: 4711
Priority: P3
Status: Open
Reporter: Jane Roe
Category: Accounts
System: Moderation console
Error message: LCK-409 record is locked
Description: When I open a case, it says that somebody else edits it.
Please do not remove this line.`,
		stays: ['Accounts', 'Moderation console', 'LCK-409 record is locked', 'When I open a case, it says that somebody else edits it.'],
		goes: ['4711', 'P3', 'Open\n', 'Jane Roe', 'Description:', 'do not remove'],
	},
	{
		name: 'a form that lost its lines',
		text: 'Ticket ID: 4711 Priority: High Reporter: Jane Roe Subject: Label printer prints blank pages Description: All labels are white since noon.',
		stays: ['Label printer prints blank pages', 'All labels are white since noon.'],
		goes: ['4711', 'High', 'Jane', 'Subject'],
	},
	{
		name: 'a chat with times and names',
		text: `[10:32] Jane Roe: hi all
[10:33] Jane Roe: the glossary page throws me out every few minutes
[10:35] Sam Oz: which site?
[10:36] Jane Roe: Singapore, only on the night shift`,
		stays: ['the glossary page throws me out every few minutes', 'which site?', 'Singapore, only on the night shift'],
		goes: ['10:32', 'Jane Roe', 'hi all', 'Sam Oz'],
	},
	{
		name: 'a mail in capitals',
		text: 'HELLO TEAM,\n\nI CANNOT SEE MY QUEUE SINCE THIS MORNING. PLEASE HELP ASAP!!!\n\nTHANK YOU\nJOHN SMITH',
		stays: ['I CANNOT SEE MY QUEUE SINCE THIS MORNING.'],
		goes: ['HELLO', 'THANK YOU', 'JOHN SMITH'],
	},
	{
		name: 'a mail in one line',
		text: 'Dear Support Team, I hope this message finds you well. I am writing because the invoice archive shows only 2022 to our finance group. Thank you for your assistance. Best regards, Robert Mills Finance Manager Tel: +44 20 7946 0000 Sent from my iPad',
		stays: ['I am writing because the invoice archive shows only 2022 to our finance group.'],
		goes: ['Dear', 'finds you', 'assistance', 'regards', 'Mills', '7946', 'iPad'],
	},
	{
		name: 'a thread in one line',
		text: 'The mailbox quota is still at zero after your change. From: Desk <desk@example.com> Sent: Monday, May 6, 2024 9:00 AM To: Ray <ray@example.com> Subject: RE: Quota Hello Ray, we raised it.',
		stays: ['The mailbox quota is still at zero after your change.'],
		goes: ['From:', 'Monday', 'we raised it'],
	},
	{
		name: 'a warning about outside mail above the text',
		text: `[EXTERNAL EMAIL]
CAUTION: This email originated from outside of the organization. Do not click links or open attachments unless you recognize the sender. The attachment of case 9 does not open for our reviewers.
You don't often get email from pat@example.com. Learn why this is important`,
		stays: ['The attachment of case 9 does not open for our reviewers.'],
		goes: ['CAUTION', 'Do not click', 'often get', 'Learn why', 'EXTERNAL'],
	},
	{
		name: 'a subject with tags above the text',
		text: 'RE: FW: [EXT] [#12345] Dashboard totals differ from the report\nGood morning all, the totals for April are off by one day.',
		stays: ['Dashboard totals differ from the report', 'the totals for April are off by one day.'],
		goes: ['RE:', 'FW:', '[EXT]', '12345', 'Good morning'],
	},
	{
		name: 'raw headers of a mail',
		text: `From: Kim <kim@example.com>
To: desk@example.com
Date: Tue, 7 May 2024 09:14:00 +0000
Message-ID: <abc@example.com>
Subject: Tablet kiosk loops
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

The kiosk tablet reboots every hour.`,
		stays: ['Tablet kiosk loops', 'The kiosk tablet reboots every hour.'],
		goes: ['kim@', 'To:', 'Date:', 'abc@', 'MIME', 'charset', 'Subject:'],
	},
	{
		name: 'a signature behind two dashes',
		text: 'The transcript viewer shows the wrong language for Thai clips.\n\n-- \nNoi S.\nReviewer\nBangkok',
		stays: ['The transcript viewer shows the wrong language for Thai clips.'],
		goes: ['--', 'Noi', 'Reviewer', 'Bangkok'],
	},
	{
		name: 'contact lines without a closing formula',
		text: 'Our shared drive is read only for the whole night team.\n\nCarla Mendes\nOperations Lead, Lisbon\n+351 21 555 0100\ncarla@example.com',
		stays: ['Our shared drive is read only for the whole night team.'],
		goes: ['Carla', 'Lisbon', '+351', 'carla@'],
	},
	{
		name: 'a postscript under the signature',
		text: 'The roster page is empty for next week.\n\nCheers,\nOmar\n\nPS: the error is ROS-4012, and it is the same for Lena.',
		stays: ['The roster page is empty for next week.', 'the error is ROS-4012, and it is the same for Lena.'],
		goes: ['Cheers', 'Omar'],
	},
	{
		name: 'quotations in other languages',
		text: 'Die Suche findet keine Fälle mehr, die älter als ein Tag sind.\n\nAm 07.05.2024 um 09:14 schrieb Desk <desk@example.com>:\n> Bitte starten Sie neu.\n\nLe mar. 7 mai 2024 à 09:14, Desk <desk@example.com> a écrit :\n> Merci de patienter.\n\nOp di 7 mei 2024 om 09:14 schreef Desk <desk@example.com>:\n> Even geduld.\n\nEl mar, 7 may 2024 a las 9:14, Desk (<desk@example.com>) escribió:\n> Un momento.\n\nEm ter., 7 de mai. de 2024 às 09:14, Desk <desk@example.com> escreveu:\n> Um momento.',
		stays: ['Die Suche findet keine Fälle mehr, die älter als ein Tag sind.'],
		goes: ['schrieb', 'starten', 'écrit', 'patienter', 'schreef', 'geduld', 'escribió', 'Un momento', 'escreveu', 'Um momento'],
	},
];
