#!/bin/sh
# Makes an account of the machine for each name of the class lists that has none, and prints name and password.
# Names are written small, as the hub reads them. As root, and then print the slips and delete the file:
# sh deploy/jupyterhub/accounts.sh > passwords.csv
set -eu
lists=${CONFIGURATION_DIRECTORY:-/etc/course-hub}

for name in $(sed 's/#.*//' "$lists/students.txt" "$lists/instructors.txt" | tr '[:upper:]' '[:lower:]'); do
	if id "$name" > /dev/null 2>&1; then
		echo "$name has an account already; its password stays." >&2
		continue
	fi
	useradd --create-home --shell /bin/bash "$name"
	chmod 700 "$(getent passwd "$name" | cut -d: -f6)"
	password=$(openssl rand -hex 6)
	echo "$name:$password" | chpasswd
	echo "$name,$password"
done
