#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Files as common tools export them: recognised and understood as they are,
# without a mapping, and what is left out of them is said.
. "$(dirname "$0")/../lib/scenario.sh"
exports=$root/tests/data/exports

# import REGISTER FILE: is imported, as this register without being told.
import() {
	local data
	name=${2##*/}
	run preaudit-import --store store "$2"
	is_status 0 "$name is imported"
	out_has "$name: $(jq -r .title "$root/shared/iso20000-1/registers/$1.json") (" "$name is taken for $1"
	data=$(ls store/data/*-"$1".csv | tail -1)
	# Without op, batch, row; without the salts of personal registers.
	tr -d '\r' <"$data" | sed -e 's/^put,[0-9]*,[0-9]*,//' \
	    -e '1s/^op,batch,row,//' -e 's/,[A-Za-z0-9_-]\{22\}$//' >got
}
# has TEXT: a record begins like this; holds TEXT: it stands somewhere.
has() { check "$name: $1" grep -q "^$1" got; }
holds() { check "$name: $1" grep -qF -- "$1" got; }
again() {
	[ ! -e store ] || { chmod -R u+w store; rm -rf store store.key*; }
	new_store
}

# ---- ServiceNow ----
again
import services "$exports/servicenow-cmdb_ci_service.csv"
has 'BSN0001001,Customer portal,Self-service portal for customers,live,,,customer_facing,Nadia Okafor,Web Operations,Fjordline Ltd,,,,critical,'
has 'BSN0001002,Corporate e-mail,"Mail, calendar and shared mailboxes",live,,,customer_facing,Tomas Lindqvist,Messaging,Fjordline Ltd,Northmail,,,high,'
has 'BSN0001004,Fax gateway,,retired,,,supporting,Priya Raman,Messaging,Fjordline Ltd,,,,low,'
has 'BSN0001005,Data lake,Analytics store for all units,planned,'
err_has 'column P, "sys_id", is left out: column A, "Number", is Service ID' "the lesser of two ids is left out and said"
err_has 'left out, because no column of Services holds what they say: N "Updated", O "sys_mod_count"' "what no field takes is said once"
import people "$exports/servicenow-sys_user.csv"
has '00417,Nadia Okafor,nadia.okafor@fjordline.example,IT Operations,Service Owner,,,yes,,'
has '00101,Jonas Eide,jonas.eide@fjordline.example,Infrastructure,Technician,,,no,,'

# ---- Jira ----
import findings "$exports/jira-nonconformities.csv"
has 'QMS-101,,internal_audit,2020-11-03,8.7.3,,,major,"No review of access rights: Access rights of leavers were not reviewed in Q3.$'
holds 'No owner for the review,,,Quarterly review by the service owner,nadia.okafor,,,2021-01-31,implemented,2021-01-28,'
has 'QMS-102,,internal_audit,2020-11-03,8.3.4,,,minor,"Supplier scorecards missing: Two suppliers'
has 'QMS-103,,management_review,2021-03-14,8.4.3,,,observation,Capacity plan without forecast: '
has 'QMS-104,,self,2021-01-02,8.2.4,,,ofi,'
has 'QMS-105,,complaint,2021-05-22,'
holds ',withdrawn,2021-06-01,'
err_has 'S "Labels", T "Labels", U "Labels"' "columns that stand several times are said"

# ---- Freshservice ----
again
import people "$exports/freshservice-requesters.csv"
has 'V-214,Henk de Wit,henk.dewit@valmar.example,Service Desk,Analyst,,,yes,,'
has 'V-219,Aiko Tanabe,aiko.tanabe@valmar.example,Networks,Analyst,,,no,,'
import services "$exports/freshservice-assets.csv"
has 'ASSET-31,Payroll,Payroll for all countries,live,,,customer_facing,V-214,Service Desk,Finance,Lohnwerk,,,high,'
has 'ASSET-33,Guest network,Replaced by ASSET-40,retired,,,supporting,V-219,Networks,Visitors,,,,low,'

# ---- iTop: a provider is the unit beside a family, a supplier in a contract ----
again
import services "$exports/itop-service.csv"
has '11,Workplace,"Computers, printers, accounts",live,,,,,Inner IT,,,'
has '13,Archive,Long-term store,planned,,,,,Records office,,,'
has '14,Pager,,retired,'
import people "$exports/itop-person.csv"
has 'P-07,Élise Moreau,elise.moreau@commune.example,Inner IT,Service manager,,,yes,,'
has 'P-09,Ada Nwosu,ada.nwosu@commune.example,Records office,Archivist,,,no,,'
import suppliers "$exports/itop-providercontract.csv"
has 'PC-1,Kabelnetz AG,,,,,2024-01-01,2026-12-31,'
again
import services "$exports/itop-dienste.csv"
has '21,Arbeitsplatz,"Rechner, Drucker, Konten",live,,,,,Innere IT,,,'
has '23,Ablage,,planned,,,,,Registratur,,,'
has '24,Rufsystem,,retired,'
import people "$exports/itop-personen.csv"
has 'P-08,Jörg Bauer,joerg.bauer@commune.example,Innere IT,Operateur,,,yes,,'
has 'P-09,Ada Nwosu,ada.nwosu@commune.example,Registratur,Archivarin,,,no,,'
import suppliers "$exports/itop-lieferantenvertraege.csv"
has 'PC-1,Kabelnetz AG,,,,,2024-01-01,2026-12-31,P-08,'
has 'PC-3,Cloudhafen,,,,,2023-07-01,,P-07,'

# ---- GLPI ----
again
import people "$exports/glpi-users.csv"
has '10231,Rui Santos,rui.santos@clinica.example,,Nurse informaticist,,,yes,,'
has '10017,Paulo Ferro,paulo.ferro@clinica.example,,Technician,,,no,,'

# ---- SAP Litmos: a title is a job here; completed stands beside its date ----
again
import training "$exports/litmos-course-report.csv"
has 'grace.abara|INC-01|2019-05-22,grace.abara,INC-01,Incident handling,,,2019-04-02,,2019-05-22,2020-05-22,completed,,90,'
has 'sean.doyle|INC-01|2019-05-07,sean.doyle,INC-01,Incident handling,,,2019-04-02,,2019-05-07,2020-05-07,completed,,82,'
has 'ines.vidal|INC-01|,ines.vidal,INC-01,Incident handling,,,2019-04-02,,,,planned,'
has 'grace.abara|POL-01|2020-08-03,'
err_has 'column D, "Title", is left out: beside column E, "Course", it does not mean Course title' "a job title is no course"
import training "$exports/litmos-people-report.csv"
has 'Grace Abara|Incident handling|2019-05-22,Grace Abara,,Incident handling,,,,,2019-05-22,,completed,'

# ---- Adobe Learning Manager ----
again
import training "$exports/adobe-learner-transcript.csv"
has 'lucia.ferran@ostara.example|course:3301|2026-02-03,lucia.ferran@ostara.example,course:3301,Internal auditing,training,,2026-01-12,2026-03-31,2026-02-03,,completed,pass,88,'
has 'lucia.ferran@ostara.example|course:3290|,lucia.ferran@ostara.example,course:3290,Service management basics,training,,2026-03-02,2026-06-30,,,in_progress,,,'
has 'bo.hedlund@ostara.example|course:3301|,bo.hedlund@ostara.example,course:3301,Internal auditing,training,,2026-01-12,2026-03-31,,,planned,'
import training "$exports/adobe-lernprotokoll.csv"
has 'lucia.ferran@ostara.example|course:3301|2026-02-03,lucia.ferran@ostara.example,course:3301,Internes Auditieren,training,,2026-01-12,2026-03-31,2026-02-03,,completed,pass,88,'
has 'bo.hedlund@ostara.example|course:3301|,bo.hedlund@ostara.example,course:3301,Internes Auditieren,training,,2026-01-12,2026-03-31,,,planned,'
err_has 'N "Überfällig"' "overdue is no status"

# ---- SAP SuccessFactors: not active says the contrary ----
again
import training "$exports/successfactors-learning-history.csv"
has '00417|ITSM-100|2026-03-09,00417,ITSM-100,Service management basics,training,,,,2026-03-09,,completed,pass,,Lena Brandt,4,'
has '00101|ITSM-100|2024-02-14,00101,ITSM-100,Service management basics,training,,,,2024-02-14,,failed,fail,,Lena Brandt,2,'
import people "$exports/successfactors-users.csv"
has '00417,Nadia Okafor,nadia.okafor@fjordline.example,IT-OPS,Service Owner,,,yes,2019-02-11,'
has '00101,Jonas Eide,jonas.eide@fjordline.example,INFRA,Technician,,,no,2011-01-10,2025-11-30'

# ---- Odoo ----
again
import findings "$exports/odoo-nonconformities.csv"
has 'NC/00012,,internal_audit,2026-02-04,8.5.1,,,major,Calibration record missing: Two changes were released without test record,,ACT-31,,Method,,ACT-32;ACT-33,,Elin Saar,,,,in_progress,'
has 'NC/00013,,complaint,2026-03-18,'
holds 'Mart Kask,,,,plan_agreed,'
has 'NC/00014,,monitoring,2026-03-19,8.5.1,,,minor,'
import audits "$exports/odoo-audits.csv"
has 'AUD-7,,,2026-01-27,Elin Saar;Rein Tamm,,,,,Change enablement,SMS,,,,,completed,'
import actions "$exports/odoo-actions.csv"
has 'ACT-31,corrective,,,Stop releases without record: Gate closed by hand,,,,,Elin Saar,2026-02-04,2026-02-06,2026-02-06,done,'
has 'ACT-34,risk_treatment,,,Training on claims,,,,,Rein Tamm,,2026-07-31,,proposed,'
has 'ACT-35,improvement,,,Shorter catalogue,,,,,Rein Tamm,2026-04-01,2026-09-30,,open,'
import actions "$exports/odoo-korrekturmassnahmen.csv"
has 'ACT-32,corrective,,,Prüfung im Freigabewerkzeug,,,,,Mart Kask,2026-02-10,2026-05-31,,in_progress,'

# ---- Minutes in a column of hours ----
printf 'Email,Course,Completion Date,Status,Time Spent(minutes)\na@example.org,C,2026-03-01,Completed,95\n' >minutes.csv
again
import training minutes.csv
has 'a@example.org|C|2026-03-01,a@example.org,,C,,,,,2026-03-01,,completed,,,,1.58,'

# ---- What must be asked is asked ----
asks() { # FILE CODE WHAT
	run preaudit-import --store store --dry-run --json "$1"
	is_status 3 "$3"
	check "$3: said" jq -e --arg c "$2" '.findings | any(.level == "error" and .code == $c)' "$out"
}
again
for grade in Low Medium High P1 3; do
	printf 'NCR No.,Date Raised,Clause,Severity,Description,Status\nN1,2026-01-02,8.5.1,%s,Text,Open\n' "$grade" >ask.csv
	asks ask.csv word-unknown "$grade is no grade of a nonconformity"
done
for state in Vencido 'Past Due'; do
	printf 'Email,Course,Completion Date,Status\na@example.org,C,2026-03-01,%s\n' "$state" >ask.csv
	asks ask.csv word-unknown "$state can mean two things"
done
printf 'Email,Course,Completion Date,Status,Compliant Until,Expiration Date\na@example.org,C,2026-03-01,Completed,2027-03-01,2027-06-01\n' >ask.csv
asks ask.csv column-doubled "two dates of expiry"
