export async function modelOnDevice(): Promise<boolean> {
	return false;
}
