# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Sourced behind scenario.sh: a report's workbook altered by LibreOffice itself.
#
#   alter_office IN FOLDER   writes FOLDER/NAME.xlsx per alteration, and FOLDER/untouched.xlsx; prints for each its name, a
#                            tab, and what must be said of it. With LONG=1 more of them.
alter_office() {
	local basic=$work/.office/user/basic
	[ -d "$basic" ] || office --convert-to csv --outdir "$work/.office-first" "$root/tests/lib/near.txt"
	mkdir -p "$basic/Standard"
	cat >"$basic/Standard/script.xlb" <<-'END'
		<?xml version="1.0" encoding="UTF-8"?>
		<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
		<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false"><library:element library:name="Alter"/></library:library>
	END
	{
		cat <<-'END'
			<?xml version="1.0" encoding="UTF-8"?>
			<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
			<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Alter" script:language="StarBasic">
		END
		sed 's/&/\&amp;/g; s/"/\&quot;/g; s/</\&lt;/g; s/>/\&gt;/g' "$root/tests/lib/alter_office.bas"
		echo '</script:module>'
	} >"$basic/Standard/Alter.xba"
	office "macro:///Standard.Alter.Alter(\"file://$(realpath "$1")\", \"file://$(realpath "$2")\", ${LONG:-0})"
	local save='Save '
	[ "${LONG:-0}" = 0 ] || save='Save[Long]* '
	sed -n "s/^[[:blank:]]*$save\"\([^\"]*\)\" '\(.*\)/\1\t\2/p" "$root/tests/lib/alter_office.bas"
}
