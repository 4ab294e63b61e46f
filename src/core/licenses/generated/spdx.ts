// Made by scripts/generate.mjs from spdx-license-ids, spdx-license-list and CycloneDX's enumeration. Do not edit.
/** Version of the SPDX licence list. */
export const SPDX_LIST_VERSION = '3.29.0';

/** Rows of: id, flags (o OSI-approved, f FSF-libre, d deprecated, m in the list of 2024-05-21, x only there), name. */
export const SPDX_LICENSES = `0BSD	om	BSD Zero Clause License
3D-Slicer-1.0	m	3D Slicer License v1.0
AAL	om	Attribution Assurance License
ADSL	m	Amazon Digital Services License
AFL-1.1	ofm	Academic Free License v1.1
AFL-1.2	ofm	Academic Free License v1.2
AFL-2.0	ofm	Academic Free License v2.0
AFL-2.1	ofm	Academic Free License v2.1
AFL-3.0	ofm	Academic Free License v3.0
AGPL-1.0	fdm	Affero General Public License v1.0
AGPL-1.0-only	m	Affero General Public License v1.0 only
AGPL-1.0-or-later	m	Affero General Public License v1.0 or later
AGPL-3.0	ofdm	GNU Affero General Public License v3.0
AGPL-3.0-only	ofm	GNU Affero General Public License v3.0 only
AGPL-3.0-or-later	ofm	GNU Affero General Public License v3.0 or later
ALGLIB-Documentation	o	ALGLIB Documentation License
AMD-newlib	m	AMD newlib License
AMDPLPA	m	AMD's plpa_map.c License
AML	m	Apple MIT License
AML-glslang	m	AML glslang variant License
AMPAS	m	Academy of Motion Picture Arts and Sciences BSD
ANTLR-PD	m	ANTLR Software Rights Notice
ANTLR-PD-fallback	m	ANTLR Software Rights Notice with license fallback
APAFML	m	Adobe Postscript AFM License
APL-1.0	om	Adaptive Public License 1.0
APSL-1.0	om	Apple Public Source License 1.0
APSL-1.1	om	Apple Public Source License 1.1
APSL-1.2	om	Apple Public Source License 1.2
APSL-2.0	ofm	Apple Public Source License 2.0
ASWF-Digital-Assets-1.0	m	ASWF Digital Assets License version 1.0
ASWF-Digital-Assets-1.1	m	ASWF Digital Assets License 1.1
Abstyles	m	Abstyles License
AdaCore-doc	m	AdaCore Doc License
Adobe-2006	m	Adobe Systems Incorporated Source Code License Agreement
Adobe-Display-PostScript	m	Adobe Display PostScript License
Adobe-Glyph	m	Adobe Glyph List License
Adobe-Utopia	m	Adobe Utopia Font License
Advanced-Cryptics-Dictionary		Advanced Cryptics Dictionary License
Afmparse	m	Afmparse License
Aladdin	m	Aladdin Free Public License
Apache-1.0	fm	Apache License 1.0
Apache-1.1	ofm	Apache License 1.1
Apache-2.0	ofm	Apache License 2.0
App-s2p	m	App::s2p License
Arphic-1999	m	Arphic Public License
Artistic-1.0	om	Artistic License 1.0
Artistic-1.0-Perl	om	Artistic License 1.0 (Perl)
Artistic-1.0-cl8	om	Artistic License 1.0 w/clause 8
Artistic-2.0	ofm	Artistic License 2.0
Artistic-dist		Artistic License 1.0 (dist)
Aspell-RU		Aspell Russian License
BOLA-1.1		Buena Onda License Agreement v1.1
BSD-1-Clause	om	BSD 1-Clause License
BSD-2-Clause	ofm	BSD 2-Clause "Simplified" License
BSD-2-Clause-Darwin	m	BSD 2-Clause - Ian Darwin variant
BSD-2-Clause-FreeBSD	fdm	BSD 2-Clause FreeBSD License
BSD-2-Clause-NetBSD	fdm	BSD 2-Clause NetBSD License
BSD-2-Clause-Patent	om	BSD-2-Clause Plus Patent License
BSD-2-Clause-Views	m	BSD 2-Clause with views sentence
BSD-2-Clause-first-lines		BSD 2-Clause - first lines requirement
BSD-2-Clause-pkgconf-disclaimer		BSD 2-Clause pkgconf disclaimer variant
BSD-2-Clause-pos-unchanged		BSD 2-Clause - position unchanged variant
BSD-2-clause-first-lines	mx	BSD-2-clause-first-lines
BSD-3-Clause	ofm	BSD 3-Clause "New" or "Revised" License
BSD-3-Clause-Attribution	m	BSD with attribution
BSD-3-Clause-Clear	fm	BSD 3-Clause Clear License
BSD-3-Clause-HP	m	Hewlett-Packard BSD variant license
BSD-3-Clause-LBNL	om	Lawrence Berkeley National Labs BSD variant license
BSD-3-Clause-Modification	m	BSD 3-Clause Modification
BSD-3-Clause-No-Military-License	m	BSD 3-Clause No Military License
BSD-3-Clause-No-Nuclear-License	m	BSD 3-Clause No Nuclear License
BSD-3-Clause-No-Nuclear-License-2014	m	BSD 3-Clause No Nuclear License 2014
BSD-3-Clause-No-Nuclear-Warranty	m	BSD 3-Clause No Nuclear Warranty
BSD-3-Clause-Open-MPI	om	BSD 3-Clause Open MPI variant
BSD-3-Clause-OpenWebUI		BSD 3-Clause - OpenWebUI variant
BSD-3-Clause-Sun	m	BSD 3-Clause Sun Microsystems
BSD-3-Clause-Tso		BSD 3-Clause Tso variant
BSD-3-Clause-acpica	m	BSD 3-Clause acpica variant
BSD-3-Clause-flex	m	BSD 3-Clause Flex variant
BSD-4-Clause	fm	BSD 4-Clause "Original" or "Old" License
BSD-4-Clause-Shortened	m	BSD 4 Clause Shortened
BSD-4-Clause-UC	m	BSD-4-Clause (University of California-Specific)
BSD-4.3RENO	m	BSD 4.3 RENO License
BSD-4.3TAHOE	m	BSD 4.3 TAHOE License
BSD-Advertising-Acknowledgement	m	BSD Advertising Acknowledgement License
BSD-Attribution-HPND-disclaimer	m	BSD with Attribution and HPND disclaimer
BSD-Inferno-Nettverk	m	BSD-Inferno-Nettverk
BSD-Mark-Modifications		BSD Mark Modifications License
BSD-Protection	m	BSD Protection License
BSD-Source-Code	m	BSD Source Code Attribution
BSD-Source-Code-no-disclaimer		BSD Source Code Attribution - no disclaimer
BSD-Source-alt-GPL		BSD Source Code Attribution - GPL alternative
BSD-Source-beginning-file	m	BSD Source Code Attribution - beginning of file variant
BSD-Systemics	m	Systemics BSD variant license
BSD-Systemics-W3Works	m	Systemics W3Works BSD variant license
BSD-ask-to-endorse		BSD - ask to endorse
BSL-1.0	ofm	Boost Software License 1.0
BUSL-1.1	m	Business Source License 1.1
Baekmuk	m	Baekmuk License
Bahyph	m	Bahyph License
Barr	m	Barr License
Beerware	m	Beerware License
BitTorrent-1.0	m	BitTorrent Open Source License v1.0
BitTorrent-1.1	fm	BitTorrent Open Source License v1.1
Bitstream-Charter	m	Bitstream Charter Font License
Bitstream-Vera	m	Bitstream Vera Font License
BlueOak-1.0.0	om	Blue Oak Model License 1.0.0
Boehm-GC	m	Boehm-Demers-Weiser GC License
Boehm-GC-without-fee		Boehm-Demers-Weiser GC License (without fee)
Borceux	m	Borceux license
Brian-Gladman-2-Clause	m	Brian Gladman 2-Clause License
Brian-Gladman-3-Clause	m	Brian Gladman 3-Clause License
Brian-Gladman-3-Clause-no-conversion		Brian Gladman 3-Clause License (no conversion clause)
Buddy		Buddy License
Bugroff		Bugroff License
C-UDA-1.0	m	Computational Use of Data Agreement v1.0
CAL-1.0	om	Cryptographic Autonomy License 1.0
CAL-1.0-Combined-Work-Exception	om	Cryptographic Autonomy License 1.0 (Combined Work Exception)
CAPEC-tou		Common Attack    Pattern Enumeration and Classification License
CATOSL-1.1	om	Computer Associates Trusted Open Source License 1.1
CC-BY-1.0	m	Creative Commons Attribution 1.0 Generic
CC-BY-2.0	m	Creative Commons Attribution 2.0 Generic
CC-BY-2.5	m	Creative Commons Attribution 2.5 Generic
CC-BY-2.5-AU	m	Creative Commons Attribution 2.5 Australia
CC-BY-3.0	m	Creative Commons Attribution 3.0 Unported
CC-BY-3.0-AT	m	Creative Commons Attribution 3.0 Austria
CC-BY-3.0-AU	m	Creative Commons Attribution 3.0 Australia
CC-BY-3.0-DE	m	Creative Commons Attribution 3.0 Germany
CC-BY-3.0-IGO	m	Creative Commons Attribution 3.0 IGO
CC-BY-3.0-NL	m	Creative Commons Attribution 3.0 Netherlands
CC-BY-3.0-US	m	Creative Commons Attribution 3.0 United States
CC-BY-4.0	fm	Creative Commons Attribution 4.0 International
CC-BY-NC-1.0	m	Creative Commons Attribution Non Commercial 1.0 Generic
CC-BY-NC-2.0	m	Creative Commons Attribution Non Commercial 2.0 Generic
CC-BY-NC-2.5	m	Creative Commons Attribution Non Commercial 2.5 Generic
CC-BY-NC-3.0	m	Creative Commons Attribution Non Commercial 3.0 Unported
CC-BY-NC-3.0-DE	m	Creative Commons Attribution Non Commercial 3.0 Germany
CC-BY-NC-3.0-IGO		Creative Commons Attribution Non Commercial 3.0 IGO
CC-BY-NC-4.0	m	Creative Commons Attribution Non Commercial 4.0 International
CC-BY-NC-ND-1.0	m	Creative Commons Attribution Non Commercial No Derivatives 1.0 Generic
CC-BY-NC-ND-2.0	m	Creative Commons Attribution Non Commercial No Derivatives 2.0 Generic
CC-BY-NC-ND-2.5	m	Creative Commons Attribution Non Commercial No Derivatives 2.5 Generic
CC-BY-NC-ND-3.0	m	Creative Commons Attribution Non Commercial No Derivatives 3.0 Unported
CC-BY-NC-ND-3.0-DE	m	Creative Commons Attribution Non Commercial No Derivatives 3.0 Germany
CC-BY-NC-ND-3.0-IGO	m	Creative Commons Attribution Non Commercial No Derivatives 3.0 IGO
CC-BY-NC-ND-4.0	m	Creative Commons Attribution Non Commercial No Derivatives 4.0 International
CC-BY-NC-SA-1.0	m	Creative Commons Attribution Non Commercial Share Alike 1.0 Generic
CC-BY-NC-SA-2.0	m	Creative Commons Attribution Non Commercial Share Alike 2.0 Generic
CC-BY-NC-SA-2.0-DE	m	Creative Commons Attribution Non Commercial Share Alike 2.0 Germany
CC-BY-NC-SA-2.0-FR	m	Creative Commons Attribution-NonCommercial-ShareAlike 2.0 France
CC-BY-NC-SA-2.0-UK	m	Creative Commons Attribution Non Commercial Share Alike 2.0 England and Wales
CC-BY-NC-SA-2.5	m	Creative Commons Attribution Non Commercial Share Alike 2.5 Generic
CC-BY-NC-SA-3.0	m	Creative Commons Attribution Non Commercial Share Alike 3.0 Unported
CC-BY-NC-SA-3.0-DE	m	Creative Commons Attribution Non Commercial Share Alike 3.0 Germany
CC-BY-NC-SA-3.0-IGO	m	Creative Commons Attribution Non Commercial Share Alike 3.0 IGO
CC-BY-NC-SA-4.0	m	Creative Commons Attribution Non Commercial Share Alike 4.0 International
CC-BY-ND-1.0	m	Creative Commons Attribution No Derivatives 1.0 Generic
CC-BY-ND-2.0	m	Creative Commons Attribution No Derivatives 2.0 Generic
CC-BY-ND-2.5	m	Creative Commons Attribution No Derivatives 2.5 Generic
CC-BY-ND-3.0	m	Creative Commons Attribution No Derivatives 3.0 Unported
CC-BY-ND-3.0-DE	m	Creative Commons Attribution No Derivatives 3.0 Germany
CC-BY-ND-4.0	m	Creative Commons Attribution No Derivatives 4.0 International
CC-BY-SA-1.0	m	Creative Commons Attribution Share Alike 1.0 Generic
CC-BY-SA-2.0	m	Creative Commons Attribution Share Alike 2.0 Generic
CC-BY-SA-2.0-UK	m	Creative Commons Attribution Share Alike 2.0 England and Wales
CC-BY-SA-2.1-JP	m	Creative Commons Attribution Share Alike 2.1 Japan
CC-BY-SA-2.5	m	Creative Commons Attribution Share Alike 2.5 Generic
CC-BY-SA-3.0	m	Creative Commons Attribution Share Alike 3.0 Unported
CC-BY-SA-3.0-AT	m	Creative Commons Attribution Share Alike 3.0 Austria
CC-BY-SA-3.0-DE	m	Creative Commons Attribution Share Alike 3.0 Germany
CC-BY-SA-3.0-IGO	m	Creative Commons Attribution-ShareAlike 3.0 IGO
CC-BY-SA-4.0	fm	Creative Commons Attribution Share Alike 4.0 International
CC-PDDC	m	Creative Commons Public Domain Dedication and Certification
CC-PDM-1.0		Creative    Commons Public Domain Mark 1.0 Universal
CC-SA-1.0		Creative Commons Share Alike 1.0 Generic
CC0-1.0	fm	Creative Commons Zero v1.0 Universal
CDDL-1.0	ofm	Common Development and Distribution License 1.0
CDDL-1.1	m	Common Development and Distribution License 1.1
CDL-1.0	m	Common Documentation License 1.0
CDLA-Permissive-1.0	m	Community Data License Agreement Permissive 1.0
CDLA-Permissive-2.0	m	Community Data License Agreement Permissive 2.0
CDLA-Sharing-1.0	m	Community Data License Agreement Sharing 1.0
CECILL-1.0	m	CeCILL Free Software License Agreement v1.0
CECILL-1.1	m	CeCILL Free Software License Agreement v1.1
CECILL-2.0	fm	CeCILL Free Software License Agreement v2.0
CECILL-2.1	om	CeCILL Free Software License Agreement v2.1
CECILL-B	fm	CeCILL-B Free Software License Agreement
CECILL-C	fm	CeCILL-C Free Software License Agreement
CERN-OHL-1.1	m	CERN Open Hardware Licence v1.1
CERN-OHL-1.2	m	CERN Open Hardware Licence v1.2
CERN-OHL-P-2.0	om	CERN Open Hardware Licence Version 2 - Permissive
CERN-OHL-S-2.0	om	CERN Open Hardware Licence Version 2 - Strongly Reciprocal
CERN-OHL-W-2.0	om	CERN Open Hardware Licence Version 2 - Weakly Reciprocal
CFITSIO	m	CFITSIO License
CMU-Mach	m	CMU Mach License
CMU-Mach-nodoc	m	CMU    Mach - no notices-in-documentation variant
CNRI-Jython	m	CNRI Jython License
CNRI-Python	om	CNRI Python License
CNRI-Python-GPL-Compatible	m	CNRI Python Open Source GPL Compatible License Agreement
COIL-1.0	m	Copyfree Open Innovation License
CPAL-1.0	ofm	Common Public Attribution License 1.0
CPL-1.0	ofm	Common Public License 1.0
CPOL-1.02	m	Code Project Open License 1.02
CUA-OPL-1.0	om	CUA Office Public License v1.0
Caldera	m	Caldera License
Caldera-no-preamble	m	Caldera License (without preamble)
Catharon	m	Catharon License
ClArtistic	fm	Clarified Artistic License
Clips	m	Clips License
Community-Spec-1.0	m	Community Specification License 1.0
Condor-1.1	fm	Condor Public License v1.1
Cornell-Lossless-JPEG	m	Cornell Lossless JPEG License
Cronyx	m	Cronyx License
Crossword	m	Crossword License
CryptoSwift		CryptoSwift License
CrystalStacker	m	CrystalStacker License
Cube	m	Cube License
D-FSL-1.0	m	Deutsche Freie Software Lizenz
DEC-3-Clause	m	DEC 3-Clause License
DL-DE-BY-2.0	m	Data licence Germany – attribution – version 2.0
DL-DE-ZERO-2.0	m	Data licence Germany – zero – version 2.0
DOC	m	DOC License
DRL-1.0	m	Detection Rule License 1.0
DRL-1.1	m	Detection Rule License 1.1
DSDP	m	DSDP License
DocBook-DTD		DocBook DTD License
DocBook-Schema		DocBook Schema License
DocBook-Stylesheet		DocBook Stylesheet License
DocBook-XML		DocBook XML License
Dotseqn	m	Dotseqn License
ECL-1.0	om	Educational Community License v1.0
ECL-2.0	ofm	Educational Community License v2.0
EFL-1.0	om	Eiffel Forum License v1.0
EFL-2.0	ofm	Eiffel Forum License v2.0
EPICS	m	EPICS Open License
EPL-1.0	ofm	Eclipse Public License 1.0
EPL-2.0	ofm	Eclipse Public License 2.0
ESA-PL-permissive-2.4		European Space Agency Public License – v2.4 – Permissive (Type 3)
ESA-PL-strong-copyleft-2.4		European Space Agency Public License (ESA-PL) - V2.4 - Strong Copyleft (Type 1)
ESA-PL-weak-copyleft-2.4		European Space Agency Public License – v2.4 – Weak Copyleft (Type 2)
EUDatagrid	ofm	EU DataGrid Software License
EUPL-1.0	m	European Union Public License 1.0
EUPL-1.1	ofm	European Union Public License 1.1
EUPL-1.2	ofm	European Union Public License 1.2
Elastic-2.0	m	Elastic License 2.0
Entessa	om	Entessa Public License v1.0
ErlPL-1.1	m	Erlang Public License v1.1
Eurosym	m	Eurosym License
FBM	m	Fuzzy Bitmap License
FDK-AAC	m	Fraunhofer FDK AAC Codec Library
FDK-MPEG-H		Fraunhofer FDK MPEG-H Software
FSFAP	fm	FSF All Permissive License
FSFAP-no-warranty-disclaimer	m	FSF All Permissive License (without Warranty)
FSFUL	m	FSF Unlimited License
FSFULLR	m	FSF Unlimited License (with License Retention)
FSFULLRSD		FSF Unlimited License (with License Retention and Short Disclaimer)
FSFULLRWD	m	FSF Unlimited License (With License Retention and Warranty Disclaimer)
FSL-1.1-ALv2		Functional Source License, Version 1.1, ALv2 Future License
FSL-1.1-MIT		Functional Source License, Version 1.1, MIT Future License
FTL	fm	Freetype Project License
Fair	om	Fair License
Ferguson-Twofish	m	Ferguson Twofish License
Frameworx-1.0	om	Frameworx Open License 1.0
FreeBSD-DOC	m	FreeBSD Documentation License
FreeImage	m	FreeImage Public License v1.0
Furuseth	m	Furuseth License
GCR-docs	m	Gnome GCR Documentation License
GD	m	GD License
GFDL-1.1	fdm	GNU Free Documentation License v1.1
GFDL-1.1-invariants-only	m	GNU Free Documentation License v1.1 only - invariants
GFDL-1.1-invariants-or-later	m	GNU Free Documentation License v1.1 or later - invariants
GFDL-1.1-no-invariants-only	m	GNU Free Documentation License v1.1 only - no invariants
GFDL-1.1-no-invariants-or-later	m	GNU Free Documentation License v1.1 or later - no invariants
GFDL-1.1-only	fm	GNU Free Documentation License v1.1 only
GFDL-1.1-or-later	fm	GNU Free Documentation License v1.1 or later
GFDL-1.2	fdm	GNU Free Documentation License v1.2
GFDL-1.2-invariants-only	m	GNU Free Documentation License v1.2 only - invariants
GFDL-1.2-invariants-or-later	m	GNU Free Documentation License v1.2 or later - invariants
GFDL-1.2-no-invariants-only	m	GNU Free Documentation License v1.2 only - no invariants
GFDL-1.2-no-invariants-or-later	m	GNU Free Documentation License v1.2 or later - no invariants
GFDL-1.2-only	fm	GNU Free Documentation License v1.2 only
GFDL-1.2-or-later	fm	GNU Free Documentation License v1.2 or later
GFDL-1.3	fdm	GNU Free Documentation License v1.3
GFDL-1.3-invariants-only	m	GNU Free Documentation License v1.3 only - invariants
GFDL-1.3-invariants-or-later	m	GNU Free Documentation License v1.3 or later - invariants
GFDL-1.3-no-invariants-only	m	GNU Free Documentation License v1.3 only - no invariants
GFDL-1.3-no-invariants-or-later	m	GNU Free Documentation License v1.3 or later - no invariants
GFDL-1.3-only	fm	GNU Free Documentation License v1.3 only
GFDL-1.3-or-later	fm	GNU Free Documentation License v1.3 or later
GL2PS	m	GL2PS License
GLWTPL	m	Good Luck With That Public License
GPL-1.0	dm	GNU General Public License v1.0 only
GPL-1.0+	dmx	GNU General Public License v1.0 or later
GPL-1.0-only	m	GNU General Public License v1.0 only
GPL-1.0-or-later	m	GNU General Public License v1.0 or later
GPL-2.0	ofdm	GNU General Public License v2.0 only
GPL-2.0+	ofdmx	GNU General Public License v2.0 or later
GPL-2.0-only	ofm	GNU General Public License v2.0 only
GPL-2.0-or-later	ofm	GNU General Public License v2.0 or later
GPL-2.0-with-GCC-exception	dm	GNU General Public License v2.0 w/GCC Runtime Library exception
GPL-2.0-with-autoconf-exception	dm	GNU General Public License v2.0 w/Autoconf exception
GPL-2.0-with-bison-exception	dm	GNU General Public License v2.0 w/Bison exception
GPL-2.0-with-classpath-exception	dm	GNU General Public License v2.0 w/Classpath exception
GPL-2.0-with-font-exception	dm	GNU General Public License v2.0 w/Font exception
GPL-3.0	ofdm	GNU General Public License v3.0 only
GPL-3.0+	ofdmx	GNU General Public License v3.0 or later
GPL-3.0-only	ofm	GNU General Public License v3.0 only
GPL-3.0-or-later	ofm	GNU General Public License v3.0 or later
GPL-3.0-with-GCC-exception	odm	GNU General Public License v3.0 w/GCC Runtime Library exception
GPL-3.0-with-autoconf-exception	dm	GNU General Public License v3.0 w/Autoconf exception
Game-Programming-Gems		Game Programming Gems License
Giftware	m	Giftware License
Glide	m	3dfx Glide License
Glulxe	m	Glulxe License
Graphics-Gems	m	Graphics Gems License
Gutmann	m	Gutmann License
HDF5		HDF5 License
HIDAPI		HIDAPI License
HP-1986	m	Hewlett-Packard 1986 License
HP-1989	m	Hewlett-Packard 1989 License
HPND	ofm	Historical Permission Notice and Disclaimer
HPND-DEC	m	Historical Permission Notice and Disclaimer - DEC variant
HPND-Fenneberg-Livingston	m	Historical Permission Notice and Disclaimer - Fenneberg-Livingston variant
HPND-INRIA-IMAG	m	Historical Permission Notice and Disclaimer    - INRIA-IMAG variant
HPND-Intel	m	Historical Permission Notice and Disclaimer - Intel variant
HPND-Kevlin-Henney	m	Historical Permission Notice and Disclaimer - Kevlin Henney variant
HPND-MIT-disclaimer	m	Historical Permission Notice and Disclaimer with MIT disclaimer
HPND-Markus-Kuhn	m	Historical Permission Notice and Disclaimer - Markus Kuhn variant
HPND-Netrek		Historical Permission Notice and Disclaimer - Netrek variant
HPND-Pbmplus	m	Historical Permission Notice and Disclaimer - Pbmplus variant
HPND-SMC		Historical Permission Notice and Disclaimer - SMC variant
HPND-UC	m	Historical Permission Notice and Disclaimer - University of California variant
HPND-UC-export-US	m	Historical Permission Notice and Disclaimer - University of California, US export warning
HPND-doc	m	Historical Permission Notice and Disclaimer - documentation variant
HPND-doc-sell	m	Historical Permission Notice and Disclaimer - documentation sell variant
HPND-export-US	m	HPND with US Government export control warning
HPND-export-US-acknowledgement	m	HPND with US Government export control warning and acknowledgment
HPND-export-US-modify	m	HPND with US Government export control warning and modification rqmt
HPND-export2-US	m	HPND with US Government export control and 2 disclaimers
HPND-merchantability-variant	m	Historical Permission Notice and Disclaimer - merchantability variant
HPND-sell-MIT-disclaimer-xserver	m	Historical Permission Notice and Disclaimer - sell xserver variant with MIT disclaimer
HPND-sell-regexpr	m	Historical Permission Notice and Disclaimer - sell regexpr variant
HPND-sell-variant	m	Historical Permission Notice and Disclaimer - sell variant
HPND-sell-variant-MIT-disclaimer	m	HPND sell variant with MIT disclaimer
HPND-sell-variant-MIT-disclaimer-rev	m	HPND sell variant with MIT disclaimer - reverse
HPND-sell-variant-critical-systems		HPND - sell variant with safety critical systems clause
HTMLTIDY	m	HTML Tidy License
HaskellReport	m	Haskell Language Report License
Hippocratic-2.1	m	Hippocratic License 2.1
Hippocratic-3.0-core		Hippocratic License 3.0
IBM-pibs	m	IBM PowerPC Initialization and Boot Software
ICU	om	ICU License
IEC-Code-Components-EULA	m	IEC    Code Components End-user licence agreement
IJG	fm	Independent JPEG Group License
IJG-short	m	Independent JPEG Group License - short
IPA	ofm	IPA Font License
IPL-1.0	ofm	IBM Public License v1.0
ISC	ofm	ISC License
ISC-Veillard	m	ISC Veillard variant
ISO-permission		ISO permission notice
ImageMagick	m	ImageMagick License
Imlib2	fm	Imlib2 License
Info-ZIP	m	Info-ZIP License
Informatica		Informatica License
Inner-Net-2.0	m	Inner Net License v2.0
InnoSetup		Inno Setup License
Intel	ofm	Intel Open Source License
Intel-ACPI	m	Intel ACPI Software License Agreement
Interbase-1.0	m	Interbase Public License v1.0
JPL-image	m	JPL Image Use Policy
JPNIC	m	Japan Network Information Center License
JSON	m	JSON License
Jam	om	Jam License
JasPer-2.0	m	JasPer License
Kastrup	m	Kastrup License
Kazlib	m	Kazlib License
Knuth-CTAN	m	Knuth CTAN License
LAL-1.2	m	Licence Art Libre 1.2
LAL-1.3	m	Licence Art Libre 1.3
LGPL-2.0	odm	GNU Library General Public License v2 only
LGPL-2.0+	odmx	GNU Library General Public License v2 or later
LGPL-2.0-only	om	GNU Library General Public License v2 only
LGPL-2.0-or-later	om	GNU Library General Public License v2 or later
LGPL-2.1	ofdm	GNU Lesser General Public License v2.1 only
LGPL-2.1+	ofdmx	GNU Lesser General Public License v2.1 or later
LGPL-2.1-only	ofm	GNU Lesser General Public License v2.1 only
LGPL-2.1-or-later	ofm	GNU Lesser General Public License v2.1 or later
LGPL-3.0	ofdm	GNU Lesser General Public License v3.0 only
LGPL-3.0+	ofdmx	GNU Lesser General Public License v3.0 or later
LGPL-3.0-only	ofm	GNU Lesser General Public License v3.0 only
LGPL-3.0-or-later	ofm	GNU Lesser General Public License v3.0 or later
LGPLLR	m	Lesser General Public License For Linguistic Resources
LOOP	m	Common Lisp LOOP License
LPD-document	m	LPD Documentation License
LPL-1.0	om	Lucent Public License Version 1.0
LPL-1.02	ofm	Lucent Public License v1.02
LPPL-1.0	m	LaTeX Project Public License v1.0
LPPL-1.1	m	LaTeX Project Public License v1.1
LPPL-1.2	fm	LaTeX Project Public License v1.2
LPPL-1.3a	fm	LaTeX Project Public License v1.3a
LPPL-1.3c	om	LaTeX Project Public License v1.3c
LZMA-SDK-9.11-to-9.20	m	LZMA SDK License (versions 9.11 to 9.20)
LZMA-SDK-9.22	m	LZMA SDK License (versions 9.22 and beyond)
Latex2e	m	Latex2e License
Latex2e-translated-notice	m	Latex2e with translated notice permission
Leptonica	m	Leptonica License
LiLiQ-P-1.1	om	Licence Libre du Québec – Permissive version 1.1
LiLiQ-R-1.1	om	Licence Libre du Québec – Réciprocité version 1.1
LiLiQ-Rplus-1.1	om	Licence Libre du Québec – Réciprocité forte version 1.1
Libpng	m	libpng License
Linux-OpenIB	m	Linux Kernel Variant of OpenIB.org license
Linux-man-pages-1-para	m	Linux man-pages - 1 paragraph
Linux-man-pages-copyleft	m	Linux man-pages Copyleft
Linux-man-pages-copyleft-2-para	m	Linux man-pages Copyleft - 2 paragraphs
Linux-man-pages-copyleft-var	m	Linux man-pages Copyleft Variant
Lucida-Bitmap-Fonts	m	Lucida Bitmap Fonts License
MIPS		MIPS License
MIT	ofm	MIT License
MIT-0	om	MIT No Attribution
MIT-CMU	m	CMU License
MIT-Click		MIT Click License
MIT-Festival	m	MIT Festival Variant
MIT-Khronos-old	m	MIT Khronos - old variant
MIT-Modern-Variant	om	MIT License Modern Variant
MIT-STK		MIT-STK License
MIT-Wu	m	MIT Tom Wu Variant
MIT-advertising	m	Enlightenment License (e16)
MIT-enna	m	enna License
MIT-feh	m	feh License
MIT-open-group	m	MIT Open Group variant
MIT-testregex	m	MIT testregex Variant
MITNFA	m	MIT +no-false-attribs license
MMIXware	m	MMIXware License
MMPL-1.0.1		Minecraft Mod Public License v1.0.1
MPEG-SSG	m	MPEG Software Simulation
MPL-1.0	om	Mozilla Public License 1.0
MPL-1.1	ofm	Mozilla Public License 1.1
MPL-2.0	ofm	Mozilla Public License 2.0
MPL-2.0-no-copyleft-exception	om	Mozilla Public License 2.0 (no copyleft exception)
MS-LPL	m	Microsoft Limited Public License
MS-PL	ofm	Microsoft Public License
MS-RL	ofm	Microsoft Reciprocal License
MTLL	m	Matrix Template Library License
MVT-1.1		MVT License 1.1
Mackerras-3-Clause	m	Mackerras 3-Clause License
Mackerras-3-Clause-acknowledgment	m	Mackerras 3-Clause - acknowledgment variant
MakeIndex	m	MakeIndex License
Martin-Birgmeier	m	Martin Birgmeier License
McPhee-slideshow	m	McPhee Slideshow License
Minpack	m	Minpack License
MirOS	om	The MirOS Licence
Motosoto	om	Motosoto License
MulanPSL-1.0	m	Mulan Permissive Software License, Version 1
MulanPSL-2.0	om	Mulan Permissive Software License, Version 2
Multics	om	Multics License
Mup	m	Mup License
NAIST-2003	m	Nara Institute of Science and Technology License (2003)
NASA-1.3	om	NASA Open Source Agreement 1.3
NBPL-1.0	m	Net Boolean Public License v1
NCBI-PD	m	NCBI Public Domain Notice
NCGL-UK-2.0	m	Non-Commercial Government Licence
NCL	m	NCL Source Code License
NCSA	ofm	University of Illinois/NCSA Open Source License
NGPL	om	Nethack General Public License
NICTA-1.0	m	NICTA Public Software License, Version 1.0
NIST-PD	m	NIST Public Domain Notice
NIST-PD-TNT		NIST    Public Domain Notice TNT variant
NIST-PD-fallback	m	NIST Public Domain Notice with license fallback
NIST-Software	m	NIST Software License
NLOD-1.0	m	Norwegian Licence for Open Government Data (NLOD) 1.0
NLOD-2.0	m	Norwegian Licence for Open Government Data (NLOD) 2.0
NLPL	m	No Limit Public License
NOSL	fm	Netizen Open Source License
NPL-1.0	fm	Netscape Public License v1.0
NPL-1.1	fm	Netscape Public License v1.1
NPOSL-3.0	om	Non-Profit Open Software License 3.0
NRL	m	NRL License
NTIA-PD		NTIA Public Domain Notice
NTP	om	NTP License
NTP-0	m	NTP No Attribution
Naumen	om	Naumen Public License
Net-SNMP	dm	Net-SNMP License
NetCDF	m	NetCDF license
Newsletr	m	Newsletr License
Nokia	ofm	Nokia Open Source License
Noweb	m	Noweb License
Nunit	fdm	Nunit License
O-UDA-1.0	m	Open Use of Data Agreement v1.0
OAR	m	OAR License
OCCT-PL	m	Open CASCADE Technology Public License
OCLC-2.0	om	OCLC Research Public License 2.0
ODC-By-1.0	m	Open Data Commons Attribution License v1.0
ODbL-1.0	fm	Open Data Commons Open Database License v1.0
OFFIS	m	OFFIS License
OFL-1.0	fm	SIL Open Font License 1.0
OFL-1.0-RFN	m	SIL Open Font License 1.0 with Reserved Font Name
OFL-1.0-no-RFN	m	SIL Open Font License 1.0 with no Reserved Font Name
OFL-1.1	ofm	SIL Open Font License 1.1
OFL-1.1-RFN	om	SIL Open Font License 1.1 with Reserved Font Name
OFL-1.1-no-RFN	om	SIL Open Font License 1.1 with no Reserved Font Name
OGC-1.0	m	OGC Software License, Version 1.0
OGDL-Taiwan-1.0	m	Taiwan Open Government Data License, version 1.0
OGL-Canada-2.0	m	Open Government Licence - Canada
OGL-UK-1.0	m	Open Government Licence v1.0
OGL-UK-2.0	m	Open Government Licence v2.0
OGL-UK-3.0	m	Open Government Licence v3.0
OGTSL	om	Open Group Test Suite License
OLDAP-1.1	m	Open LDAP Public License v1.1
OLDAP-1.2	m	Open LDAP Public License v1.2
OLDAP-1.3	m	Open LDAP Public License v1.3
OLDAP-1.4	m	Open LDAP Public License v1.4
OLDAP-2.0	m	Open LDAP Public License v2.0 (or possibly 2.0A and 2.0B)
OLDAP-2.0.1	m	Open LDAP Public License v2.0.1
OLDAP-2.1	m	Open LDAP Public License v2.1
OLDAP-2.2	m	Open LDAP Public License v2.2
OLDAP-2.2.1	m	Open LDAP Public License v2.2.1
OLDAP-2.2.2	m	Open LDAP Public License 2.2.2
OLDAP-2.3	fm	Open LDAP Public License v2.3
OLDAP-2.4	m	Open LDAP Public License v2.4
OLDAP-2.5	m	Open LDAP Public License v2.5
OLDAP-2.6	m	Open LDAP Public License v2.6
OLDAP-2.7	fm	Open LDAP Public License v2.7
OLDAP-2.8	om	Open LDAP Public License v2.8
OLFL-1.3	om	Open Logistics Foundation License Version 1.3
OML	m	Open Market License
OPL-1.0	m	Open Public License v1.0
OPL-UK-3.0	m	United    Kingdom Open Parliament Licence v3.0
OPUBL-1.0	m	Open Publication License v1.0
OSC-1.0	o	OSC License 1.0
OSET-PL-2.1	om	OSET Public License version 2.1
OSL-1.0	ofm	Open Software License 1.0
OSL-1.1	fm	Open Software License 1.1
OSL-2.0	ofm	Open Software License 2.0
OSL-2.1	ofm	Open Software License 2.1
OSL-3.0	ofm	Open Software License 3.0
OSSP		OSSP License
OpenMDW-1.0		OpenMDW License Agreement v1.0
OpenPBS-2.3	m	OpenPBS v2.3 Software License
OpenSSL	fm	OpenSSL License
OpenSSL-standalone	m	OpenSSL License - standalone
OpenVision	m	OpenVision License
PADL	m	PADL License
PDDL-1.0	m	Open Data Commons Public Domain Dedication & License 1.0
PHP-3.0	om	PHP License v3.0
PHP-3.01	ofm	PHP License v3.01
PPL	m	Peer Production License
PSF-2.0	m	Python Software Foundation License 2.0
ParaType-Free-Font-1.3		ParaType Free Font Licensing Agreement v1.3
Parity-6.0.0	m	The Parity Public License 6.0.0
Parity-7.0.0	m	The Parity Public License 7.0.0
Pixar	m	Pixar License
Plexus	m	Plexus Classworlds License
PolyForm-Noncommercial-1.0.0	m	PolyForm Noncommercial License 1.0.0
PolyForm-Small-Business-1.0.0	m	PolyForm Small Business License 1.0.0
PostgreSQL	om	PostgreSQL License
Python-2.0	ofm	Python License 2.0
Python-2.0.1	m	Python License 2.0.1
QPL-1.0	ofm	Q Public License 1.0
QPL-1.0-INRIA-2004	m	Q Public License 1.0 - INRIA 2004 variant
Qhull	m	Qhull License
RHeCos-1.1	m	Red Hat eCos Public License v1.1
RPL-1.1	om	Reciprocal Public License 1.1
RPL-1.5	om	Reciprocal Public License 1.5
RPSL-1.0	ofm	RealNetworks Public Source License v1.0
RSA-MD	m	RSA Message-Digest License
RSCPL	om	Ricoh Source Code Public License
Rdisc	m	Rdisc License
Ruby	fm	Ruby License
Ruby-pty		Ruby pty extension license
SAX-PD	m	Sax Public Domain Notice
SAX-PD-2.0	m	Sax Public Domain Notice 2.0
SCEA	m	SCEA Shared Source License
SGI-B-1.0	m	SGI Free Software License B v1.0
SGI-B-1.1	m	SGI Free Software License B v1.1
SGI-B-2.0	fm	SGI Free Software License B v2.0
SGI-OpenGL	m	SGI OpenGL License
SGMLUG-PM		SGMLUG Parser Materials License
SGP4	m	SGP4 Permission Notice
SHL-0.5	m	Solderpad Hardware License v0.5
SHL-0.51	m	Solderpad Hardware License, Version 0.51
SISSL	ofm	Sun Industry Standards Source License v1.1
SISSL-1.2	m	Sun Industry Standards Source License v1.2
SL	m	SL License
SMAIL-GPL		SMAIL General Public License
SMLNJ	fm	Standard ML of New Jersey License
SMPPL	m	Secure Messaging Protocol Public License
SNIA	m	SNIA Public License 1.1
SOFA		SOFA Software License
SPL-1.0	ofm	Sun Public License v1.0
SSH-OpenSSH	m	SSH OpenSSH license
SSH-short	m	SSH short notice
SSLeay-standalone	m	SSLeay License - standalone
SSPL-1.0	m	Server Side Public License, v 1
SUL-1.0		Sustainable Use License v1.0
SWL	m	Scheme Widget Library (SWL) Software License Agreement
Saxpath	m	Saxpath License
SchemeReport	m	Scheme Language Report License
Sendmail	m	Sendmail License
Sendmail-8.23	m	Sendmail License 8.23
Sendmail-Open-Source-1.1		Sendmail Open Source License v1.1
SimPL-2.0	om	Simple Public License 2.0
Sleepycat	ofm	Sleepycat License
Soundex	m	Soundex License
Spencer-86	m	Spencer License 86
Spencer-94	m	Spencer License 94
Spencer-99	m	Spencer License 99
StandardML-NJ	fdm	Standard ML of New Jersey License
SugarCRM-1.1.3	m	SugarCRM Public License v1.1.3
Sun-PPP	m	Sun PPP License
Sun-PPP-2000	m	Sun PPP License (2000)
SunPro	m	SunPro License
Symlinks	m	Symlinks License
TAPR-OHL-1.0	m	TAPR Open Hardware License v1.0
TCL	m	TCL/TK License
TCP-wrappers	m	TCP Wrappers License
TGPPL-1.0	m	Transitive Grace Period Public Licence 1.0
TMate	m	TMate Open Source License
TORQUE-1.1	m	TORQUE v2.5+ Software License v1.1
TOSL	m	Trusster Open Source License
TPDL	m	Time::ParseDate License
TPL-1.0	m	THOR Public License 1.0
TTWL	m	Text-Tabs+Wrap License
TTYP0	m	TTYP0 License
TU-Berlin-1.0	m	Technische Universitaet Berlin License 1.0
TU-Berlin-2.0	m	Technische Universitaet Berlin License 2.0
TekHVC		TekHVC License
TermReadKey	m	TermReadKey License
ThirdEye		ThirdEye License
TrustedQSL		TrustedQSL License
UCAR	m	UCAR License
UCL-1.0	om	Upstream Compatibility License v1.0
UMich-Merit	m	Michigan/Merit Networks License
UPL-1.0	ofm	Universal Permissive License v1.0
URT-RLE	m	Utah Raster Toolkit Run Length Encoded License
Ubuntu-font-1.0		Ubuntu Font Licence v1.0
UnRAR		UnRAR License
Unicode-3.0	om	Unicode License v3
Unicode-DFS-2015	m	Unicode License Agreement - Data Files and Software (2015)
Unicode-DFS-2016	om	Unicode License Agreement - Data Files and Software (2016)
Unicode-TOU	m	Unicode Terms of Use
UnixCrypt	m	UnixCrypt License
Unlicense	ofm	The Unlicense
Unlicense-libtelnet		Unlicense - libtelnet variant
Unlicense-libwhirlpool		Unlicense - libwhirlpool variant
VOSTROM	m	VOSTROM Public License for Open Source
VSL-1.0	om	Vovida Software License v1.0
Vim	fm	Vim License
Vixie-Cron		Vixie Cron License
W3C	ofm	W3C Software Notice and License (2002-12-31)
W3C-19980720	m	W3C Software Notice and License (1998-07-20)
W3C-20150513	om	W3C Software Notice and Document License (2015-05-13)
WTFNMFPL		Do What The F*ck You Want To But It's Not My Fault Public License
WTFPL	fm	Do What The F*ck You Want To Public License
Watcom-1.0	om	Sybase Open Watcom Public License 1.0
Widget-Workshop	m	Widget Workshop License
WordNet	o	WordNet License
Wsuipa	m	Wsuipa License
X11	fm	X11 License
X11-distribute-modifications-variant	m	X11 License Distribution Modification Variant
X11-no-permit-persons		X11 no permit persons clause
X11-swapped		X11 swapped final paragraphs
XFree86-1.1	fm	XFree86 License 1.1
XSkat	m	XSkat License
Xdebug-1.03	m	Xdebug License v 1.03
Xerox	m	Xerox License
Xfig	m	Xfig License
Xnet	om	X.Net License
YPL-1.0	m	Yahoo! Public License v1.0
YPL-1.1	fm	Yahoo! Public License v1.1
ZPL-1.1	m	Zope Public License 1.1
ZPL-2.0	ofm	Zope Public License 2.0
ZPL-2.1	ofm	Zope Public License 2.1
Zed	m	Zed License
Zeeff	m	Zeeff License
Zend-2.0	fm	Zend License v2.0
Zimbra-1.3	fm	Zimbra Public License v1.3
Zimbra-1.4	m	Zimbra Public License v1.4
Zlib	ofm	zlib License
any-OSI	m	Any OSI License
any-OSI-perl-modules		Any OSI License - Perl Modules
atc-game		atc Game License
bcrypt-Solar-Designer	m	bcrypt Solar Designer License
blessing	m	SQLite Blessing
bzip2-1.0.5	dm	bzip2 and libbzip2 License v1.0.5
bzip2-1.0.6	m	bzip2 and libbzip2 License v1.0.6
check-cvs	m	check-cvs License
checkmk	m	Checkmk License
copyleft-next-0.3.0	m	copyleft-next 0.3.0
copyleft-next-0.3.1	m	copyleft-next 0.3.1
curl	m	curl License
cve-tou	m	Common Vulnerability Enumeration ToU License
diffmark	m	diffmark license
dtoa	m	David M. Gay dtoa License
dvipdfm	m	dvipdfm License
eCos-2.0	fdm	eCos license version 2.0
eGenix	m	eGenix.com Public License 1.1.0
etalab-2.0	m	Etalab Open License 2.0
fwlw	m	fwlw License
gSOAP-1.3b	m	gSOAP Public License v1.3b
generic-xts		Generic XTS License
gnuplot	fm	gnuplot License
gtkbook	m	gtkbook License
hdparm	m	hdparm License
hyphen-bulgarian		hyphen-bulgarian License
iMatix	fm	iMatix Standard Function Library Agreement
jove		Jove License
libpng-1.6.35		PNG Reference Library License v1 (for libpng 0.5 through 1.6.35)
libpng-2.0	m	PNG Reference Library version 2
libselinux-1.0	m	libselinux public domain notice
libtiff	m	libtiff License
libutil-David-Nugent	m	libutil David Nugent License
lsof	m	lsof License
magaz	m	magaz License
mailprio	m	mailprio License
man2html		man2html License
metamail	m	metamail License
mpi-permissive	m	mpi Permissive License
mpich2	m	mpich2 License
mplus	m	mplus Font License
ngrep		ngrep License
pkgconf	m	pkgconf License
pnmstitch	m	pnmstitch License
psfrag	m	psfrag License
psutils	m	psutils License
python-ldap	m	Python ldap License
radvd	m	radvd License
snprintf	m	snprintf License
softSurfer	m	softSurfer License
ssh-keyscan	m	ssh-keyscan License
swrule	m	swrule License
threeparttable	m	threeparttable License
ulem	m	ulem License
w3m	m	w3m License
wwl		WWL License
wxWindows	odm	wxWindows Library License
xinetd	fm	xinetd License
xkeyboard-config-Zinoviev	m	xkeyboard-config Zinoviev License
xlock	m	xlock License
xpp	m	XPP License
xzoom	m	xzoom License
zlib-acknowledgement	m	zlib/libpng License with Acknowledgement`;

/** Rows of: id, flags (d deprecated), name. */
export const SPDX_EXCEPTIONS = `389-exception		389 Directory Server Exception
Asterisk-exception		Asterisk exception
Asterisk-linking-protocols-exception		Asterisk linking protocols exception
Autoconf-exception-2.0		Autoconf exception 2.0
Autoconf-exception-3.0		Autoconf exception 3.0
Autoconf-exception-generic		Autoconf generic exception
Autoconf-exception-generic-3.0		Autoconf generic exception for GPL-3.0
Autoconf-exception-macro		Autoconf macro exception
Bison-exception-1.24		Bison exception 1.24
Bison-exception-2.2		Bison exception 2.2
Bootloader-exception		Bootloader Distribution Exception
CGAL-linking-exception		CGAL Linking Exception
Classpath-exception-2.0		Classpath exception 2.0
Classpath-exception-2.0-short		Classpath exception 2.0 - short
CLISP-exception-2.0		CLISP exception 2.0
cryptsetup-OpenSSL-exception		cryptsetup OpenSSL exception
Digia-Qt-LGPL-exception-1.1		Digia Qt LGPL Exception version 1.1
DigiRule-FOSS-exception		DigiRule FOSS License Exception
eCos-exception-2.0		eCos exception 2.0
erlang-otp-linking-exception		Erlang/OTP Linking Exception
Fawkes-Runtime-exception		Fawkes Runtime Exception
FLTK-exception		FLTK exception
fmt-exception		fmt exception
Font-exception-2.0		Font exception 2.0
freertos-exception-2.0		FreeRTOS Exception 2.0
GCC-exception-2.0		GCC Runtime Library exception 2.0
GCC-exception-2.0-note		GCC    Runtime Library exception 2.0 - note variant
GCC-exception-3.1		GCC Runtime Library exception 3.1
Gmsh-exception		Gmsh exception
GNAT-exception		GNAT exception
GNOME-examples-exception		GNOME examples exception
GNU-compiler-exception		GNU Compiler Exception
gnu-javamail-exception		GNU JavaMail exception
Google-Patent-WebM		Google Additional IP Rights Grant (Patents) - WebM
GPL-3.0-389-ds-base-exception		GPL-3.0 389 DS Base Exception
GPL-3.0-interface-exception		GPL-3.0 Interface Exception
GPL-3.0-linking-exception		GPL-3.0 Linking Exception
GPL-3.0-linking-source-exception		GPL-3.0 Linking Exception (with Corresponding Source)
GPL-CC-1.0		GPL Cooperation Commitment 1.0
GStreamer-exception-2005		GStreamer Exception (2005)
GStreamer-exception-2008		GStreamer Exception (2008)
harbour-exception		harbour exception
i2p-gpl-java-exception		i2p GPL+Java Exception
Independent-modules-exception		Independent Module Linking exception
KiCad-libraries-exception		KiCad Libraries Exception
kvirc-openssl-exception		kvirc OpenSSL Exception
LGPL-3.0-linking-exception		LGPL-3.0 Linking Exception
libpri-OpenH323-exception		libpri OpenH323 exception
Libtool-exception		Libtool Exception
Linux-syscall-note		Linux Syscall Note
LLGPL		LLGPL Preamble
LLVM-exception		LLVM Exception
LZMA-exception		LZMA exception
mif-exception		Macros and Inline Functions Exception
mxml-exception		mxml Exception
Nokia-Qt-exception-1.1	d	Nokia Qt LGPL exception 1.1
OCaml-LGPL-linking-exception		OCaml LGPL Linking Exception
OCCT-exception-1.0		Open CASCADE Exception 1.0
OpenJDK-assembly-exception-1.0		OpenJDK Assembly exception 1.0
openvpn-openssl-exception		OpenVPN OpenSSL Exception
PCRE2-exception		PCRE2 exception
polyparse-exception		Polyparse Exception
PS-or-PDF-font-exception-20170817		PS/PDF font exception (2017-08-17)
QPL-1.0-INRIA-2004-exception		INRIA QPL 1.0 2004 variant exception
Qt-GPL-exception-1.0		Qt GPL exception 1.0
Qt-LGPL-exception-1.1		Qt LGPL exception 1.1
Qwt-exception-1.0		Qwt exception 1.0
romic-exception		Romic Exception
RRDtool-FLOSS-exception-2.0		RRDtool FLOSS exception 2.0
rsync-linking-exception		rsync Linking Exception
SANE-exception		SANE Exception
SHL-2.0		Solderpad Hardware License v2.0
SHL-2.1		Solderpad Hardware License v2.1
Simple-Library-Usage-exception		Simple Library Usage Exception
Spelling-Provider-LGPL-exception		Spelling Provider LGPL exception
sqlitestudio-OpenSSL-exception		sqlitestudio OpenSSL exception
stunnel-exception		stunnel Exception
SWI-exception		SWI exception
Swift-exception		Swift Exception
Texinfo-exception		Texinfo exception
u-boot-exception-2.0		U-Boot exception 2.0
UBDL-exception		Unmodified Binary Distribution exception
Universal-FOSS-exception-1.0		Universal FOSS Exception, Version 1.0
vsftpd-openssl-exception		vsftpd OpenSSL exception
WxWindows-exception-3.1		WxWindows Library Exception 3.1
x11vnc-openssl-exception		x11vnc OpenSSL Exception`;
